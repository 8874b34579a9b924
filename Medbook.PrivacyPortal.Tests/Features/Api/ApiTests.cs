using System.Net.Http.Headers;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Shell;
using Medbook.PrivacyPortal.Tests.Operations.Systems;
using Medbook.PrivacyPortal.Tests.Shell;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Features.Api;

/// <summary>Base of tests of what systems ask over HTTP: the portal's own frame on a real address, with everything the framework says at its usual level in the log.</summary>
public abstract class ApiTests() : ChangeTests(Provider.Sqlite)
{
    private readonly List<HttpClient> clients = [];
    private WebApplication app = null!;

    protected LogLines Log { get; } = new();

    /// <summary>Somebody without a key.</summary>
    protected HttpClient Stranger => Client(null);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Program).Assembly.GetName().Name, EnvironmentName = "Staging" });
        builder.Configuration["Logging:LogLevel:Default"] = builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore"] = "Information";
        builder.Logging.ClearProviders().AddProvider(Log);
        var settings = Database.Settings(MoreSettings);
        Assert.Empty(settings.Api.Faults());
        builder.Services.AddSingleton(settings).AddSingleton<TimeProvider>(Clock).AddPersistence(settings).AddVault().AddOperations()
            .AddSingleton(Get<SourceCatalog>()).AddRequests().AddUi().AddShell();
        builder.Services.AddDataProtection();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapShell();
        await app.StartAsync();
    }

    public override async Task DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A system that shows a key.</summary>
    protected HttpClient Client(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new Uri(app.Urls.Single()) };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        clients.Add(client);
        return client;
    }

    /// <summary>The crm.</summary>
    protected HttpClient CrmClient() => Client(TestSystems.CrmKey);

    /// <summary>A path that is sent as it is written.</summary>
    protected Uri Raw(string path) => new(app.Urls.Single() + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}

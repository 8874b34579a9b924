using System.Net;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Shell;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace Medbook.PrivacyPortal.Tests.Shell;

/// <summary>The frame around a portal in which nothing works: its database cannot be opened, and a page throws.</summary>
public sealed partial class BrokenPortalTests : IAsyncLifetime
{
    private readonly LogLines log = new();
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Program).Assembly.GetName().Name, EnvironmentName = "Staging",
            ContentRootPath = Path.Combine(Repository.Root, "Medbook.PrivacyPortal"),
        });
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Configuration["ConnectionStrings:Portal"] = "Data Source=/no/such/folder/portal.db";
        builder.Logging.ClearProviders().AddProvider(log);
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddPersistence(settings).AddOperations().AddRequests().AddUi().AddShell();
        builder.Services.AddDataProtection();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapShell();
        app.MapGet("/boom", () => { throw new InvalidOperationException("secret detail"); });
        app.MapPost("/boom", () => { throw new InvalidOperationException("secret detail"); });
        await app.StartAsync();
        client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task What_breaks_is_said_calmly_with_a_number_that_stands_in_the_log(string method)
    {
        var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/boom"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Something went wrong on our side", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", page, StringComparison.Ordinal);
        var number = Number().Match(page).Value;
        Assert.NotEmpty(number);
        Assert.Contains(log.Lines, line => line.Contains($"Error {number} on {method} /boom", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_still_alive() => Assert.Equal("ok", await client.GetStringAsync("/health/live"));

    [GeneratedRegex("[0-9A-F]{4}-[0-9A-F]{4}")]
    private static partial Regex Number();
}

using Medbook.PrivacyPortal.Commands;
using Medbook.PrivacyPortal.DataMap;
using Medbook.PrivacyPortal.Features.Account;
using Medbook.PrivacyPortal.Features.Consents;
using Medbook.PrivacyPortal.Features.Development;
using Medbook.PrivacyPortal.Features.MyData;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Jobs;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Shell;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal;

/// <summary>The one binary: <c>serve</c> (default) and the other verbs of the command line.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => PortalCommands.RunAsync(PortalCommands.Build(CreateBuilder, ServeAsync), args);

    /// <summary>One line per folder: what every verb can use.</summary>
    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // The program's own files lie beside it, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddMail(settings)
            .AddVault()
            .AddPersistence(settings)
            .AddDataMap(settings)
            .AddOperations()
            .AddAccounts(settings)
            .AddMyData()
            .AddRequests()
            .AddConsents()
            .AddUi()
            .AddJobs(settings)
            .AddShell()
            .AddAccountPages(settings)
            .AddCommands();
        return builder;
    }

    /// <summary>The web server; the database is ready when this is called.</summary>
    private static async Task ServeAsync(WebApplication app, CancellationToken ct)
    {
        app.MapShell();
        app.MapAccount();
        app.MapDevelopment();
        await app.RunAsync(ct);
    }
}

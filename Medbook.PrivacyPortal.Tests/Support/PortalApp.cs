using System.Diagnostics;
using Medbook.PrivacyPortal.Commands.Sample;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.Mvc.Testing;
using MimeKit;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// The whole portal on a real address, as <c>dotnet run</c> starts it in Development: demo accounts, a small sample,
/// mail into a folder. Its data lie in a folder of the tests.
/// </summary>
public sealed class PortalApp : WebApplicationFactory<PortalSettings>
{
    /// <summary>The key with which another system asks.</summary>
    public const string SystemKey = "a key of the tests that is long enough";

    // The links in mails need the address before the server has one.
    private readonly int port = Loopback.FreePort();

    private readonly string folder = TestFolders.Create("app");

    /// <summary>The address a browser uses, and the one in the portal's mails.</summary>
    public Uri Address => new($"http://localhost:{port}");

    /// <summary>The portal's <c>DataFolder</c>.</summary>
    public string DataFolder => folder;

    /// <summary>Connection string of its small sample.</summary>
    public string SampleConnection => $"Data Source={Path.Combine(folder, "sample.db")}";

    /// <summary>Starts the portal; everything is prepared when this returns.</summary>
    public static Task<PortalApp> StartAsync() => Task.Run(async () =>
    {
        var app = new PortalApp();
        await new MakeSample().RunAsync(new SampleOptions { Connection = app.SampleConnection, Members = 25 }, null, CancellationToken.None);
        app.UseKestrel(app.port);
        app.StartServer();
        return app;
    });

    /// <summary>The newest mail to somebody, once it is there: in Development mails go into a folder.</summary>
    /// <param name="email">Whose.</param>
    /// <param name="subject">Its subject, where several are expected.</param>
    /// <param name="words">Words that stand in it.</param>
    public async Task<MimeMessage> MailToAsync(string email, string? subject = null, string words = "")
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            await using var scope = Services.CreateAsyncScope();
            var mails = await scope.ServiceProvider.GetRequiredService<MailFolder>().ReadAsync(100, CancellationToken.None);
            if (mails.FirstOrDefault(mail => mail.To.ToString() == email && (subject is null || mail.Subject == subject)
                && mail.TextBody!.Contains(words, StringComparison.Ordinal)) is { } found) return found;
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), $"No mail to {email} arrived.");
            await Task.Delay(100);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Development);
        builder.UseSetting("DataFolder", folder);
        builder.UseSetting("KeyFolder", Path.Combine(folder, "keys"));
        builder.UseSetting("LedgerFolder", Path.Combine(folder, "ledger"));
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(folder, "portal.db")}");
        builder.UseSetting("ConnectionStrings:sample", SampleConnection);
        builder.UseSetting("Api:Systems:tests:Key", SystemKey);
        builder.UseSetting("Api:Systems:tests:Scopes", "consents,restrictions");
        builder.UseSetting("PublicUrl", Address.ToString());
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) TestFolders.Delete(folder);
    }
}

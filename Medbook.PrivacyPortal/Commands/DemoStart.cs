using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Accounts;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>What a developer's machine has besides: the demo accounts, and a word on how to use them.</summary>
internal static class DemoStart
{
    /// <summary>Makes the accounts, and says them once the portal answers. Nothing outside Development.</summary>
    public static async Task EnsureAsync(WebApplication app, CancellationToken ct)
    {
        var settings = app.Services.GetRequiredService<PortalSettings>();
        if (!settings.IsDevelopment) return;
        await using var scope = app.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<EnsureDemoAccounts>().RunAsync(Actor.Portal, ct);
        if (!made.IsOk) throw new InvalidOperationException($"The demo accounts could not be made: {made.Problem.Code}.");
        app.Lifetime.ApplicationStarted.Register(() => Announce(settings));
    }

    private static void Announce(PortalSettings settings)
    {
        Console.Out.WriteLine($"""

            The portal is at {settings.PublicUrl}
            Demo accounts, password {DemoAccounts.Password}:
              {string.Join(", ", DemoAccounts.All.Select(account => account.Email))}
            Staff also need the code of an app, for the key {DemoAccounts.AppKey}.
            The code of now, and all mails: {new Uri(settings.PublicUrl!, "dev/mail")}

            """);
    }
}

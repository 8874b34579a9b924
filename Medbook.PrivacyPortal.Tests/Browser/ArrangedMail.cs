using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Mails that were taken in by the portal's own operation, for a page to show.</summary>
internal static class ArrangedMail
{
    private static int taken;

    /// <summary>Puts a machine's answer into the tray.</summary>
    /// <returns>Its subject line, like no other.</returns>
    public static async Task<string> InTrayAsync(PortalApp app)
    {
        var uid = Interlocked.Increment(ref taken);
        await TakeInAsync(app, uid, TestMail.Text("I am away until Monday.\nIn urgent cases call the office.", subject: $"Out of office {uid}", header: "Auto-Submitted: auto-replied"));
        return $"Out of office {uid}";
    }

    /// <summary>Takes a person's mail in.</summary>
    /// <returns>The request it became.</returns>
    public static async Task<Guid> AsCaseAsync(PortalApp app)
    {
        var uid = Interlocked.Increment(ref taken);
        await TakeInAsync(app, uid, TestMail.Text("Ik wil weten welke gegevens u van mij hebt.", from: $"person{uid}@example.org", subject: "Mijn gegevens"));
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<PortalDb>().ReceivedMails.SingleAsync(mail => mail.Uid == uid)).RequestId!.Value;
    }

    private static async Task TakeInAsync(PortalApp app, int uid, string text)
    {
        using var mail = await TestMail.ReadAsync(text, app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), (uint)uid);
        await app.OperateAsync<TakeInMail, MailPlace>(takeIn => takeIn.RunAsync(Actor.Portal, mail, CancellationToken.None));
    }
}

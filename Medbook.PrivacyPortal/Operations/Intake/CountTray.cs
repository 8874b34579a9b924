using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>How many mails wait for an officer. It shows nothing of them.</summary>
public sealed class CountTray(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    /// <summary>Beyond this a count says "1,000+".</summary>
    public const int Limit = 1000;

    /// <returns>The number, counted no further than one more than <see cref="Limit"/>.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CountTray) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.ReceivedMails.Where(mail => mail.Place == MailPlace.Tray).OrderBy(mail => mail.ArrivedAt).Take(Limit + 1).CountAsync(ct);
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>An officer has looked at a mail in the tray: it is no request. Its text goes here; the mail stays in the mailbox.</summary>
public sealed class PutAside(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PutAside) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var mail = await db.ReceivedMails.SingleOrDefaultAsync(m => m.Id == id, ct);
        if (mail is null) return new NotFound();
        if (mail.Revision != revision) return new ChangedMeanwhile();

        var now = clock.GetUtcNow();
        if (mail.PutAside(who.Id, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.MailPutAside, now, null, id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        return Result.Ok;
    }
}

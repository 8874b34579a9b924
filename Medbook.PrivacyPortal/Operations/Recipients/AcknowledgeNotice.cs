using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>A recipient says that they did it. From then on the link shows nothing of anybody.</summary>
public sealed class AcknowledgeNotice(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">Anybody.</param>
    /// <param name="token">The token of the link.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, string token, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AcknowledgeNotice) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (hash, now) = (LinkToken.HashOf(token), clock.GetUtcNow());
        var notice = await db.RecipientNotices.SingleOrDefaultAsync(n => n.TokenHash == hash, ct);
        if (notice is null || !notice.LeadsOn(now)) return new NotFound();
        if (notice.Acknowledge(now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RecipientAcknowledged, now, notice.Subject, notice.CausedBy.ToString(), notice.Recipient));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Clicked twice: it is done.
            return Result.Ok;
        }
    }
}

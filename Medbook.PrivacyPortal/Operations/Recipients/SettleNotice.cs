using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>An officer told a recipient otherwise, or says in words why nobody does.</summary>
/// <remarks>GDPR 19; rule M3.</remarks>
public sealed class SettleNotice(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The notice.</param>
    /// <param name="revision">The revision the officer saw.</param>
    /// <param name="how">How it ends.</param>
    /// <param name="words">How they were told, or why not.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, NoticeState how, string words, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SettleNotice) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.RecipientNotices.SingleOrDefaultAsync(n => n.Id == id, ct) is not { } notice) return new NotFound();
        if (notice.Subject == who.Subject) return new OwnCase();
        var (isAsSeen, now) = (notice.Revision == revision, clock.GetUtcNow());
        if (notice.Settle(how, words, who, now).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RecipientSettled, now, notice.Subject, notice.CausedBy.ToString(), $"{notice.Recipient} {how}"));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
    }
}

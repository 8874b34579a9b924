using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>
/// Begins the closings whose days are over: an erasure is wanted, and the person gets the last mail, with the link that shows what becomes
/// of it. An account waits while a request of the person is open, because the answer goes there, and while a copy is being made.
/// </summary>
public sealed class BeginClosings(IDbContextFactory<PortalDb> dbs, AccountLinks links, Guard guard, TimeProvider clock)
{
    /// <returns>How many began.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.BeginClosings) is { } denied) return denied;
        var begun = 0;
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var id in await Due(db, BrusselsTime.Today(clock)).Select(c => c.Id).ToListAsync(ct)) begun += await BeginAsync(who, id, ct) ? 1 : 0;
        return begun;
    }

    /// <summary>Closings whose days are over and whose person waits for nothing else; a test looks at the plan on both databases.</summary>
    internal static IQueryable<AccountClosing> Due(PortalDb db, DateOnly today) => db.AccountClosings
        .Where(c => c.State == ClosingState.Waiting && c.BeginsOn <= today && c.RemindedAt != null)
        .Where(c => !db.Requests.Any(r => r.Subject == c.Subject && r.IsOpen))
        .Where(c => !db.Copies.Any(copy => copy.Subject == c.Subject && (copy.State == CopyState.Waiting || copy.State == CopyState.Making)))
        .OrderBy(c => c.BeginsOn);

    private async Task<bool> BeginAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var closing = await db.AccountClosings.SingleAsync(c => c.Id == id, ct);
        if (!closing.IsDueOn(BrusselsTime.Today(clock))) return false;
        var now = clock.GetUtcNow();
        closing.Begin(now);
        db.ErasurePlans.Add(ErasurePlan.AfterClosing(closing, now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ClosingBegun, now, closing.Subject, id.ToString()));
        if (await SubjectAddress.OfAsync(db, closing.Subject, ct) is { } to) db.OutgoingMails.Add(ClosingMails.Begun(to, closing, links, now));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // The person thinks again in this moment.
            return false;
        }
    }
}

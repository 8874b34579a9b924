using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>The hold an officer decides about, as they saw it.</summary>
/// <param name="Id">The hold.</param>
/// <param name="Revision">The revision they saw; another one means that a colleague was faster.</param>
public sealed record SeenHold(Guid Id, Guid Revision);

/// <summary>What reviewing and releasing have in common: the hold as the officer saw it, the change and its audit entry, in one transaction.</summary>
public abstract class HoldDecision(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    private const int MostTries = 3;

    /// <summary>Lets the hold decide, and keeps what it did and what follows from it.</summary>
    protected async Task<Result> DecideAsync(
        Actor who, SeenHold seen, AuditAction action, Func<LegalHold, DateTimeOffset, Result> decide,
        Func<PortalDb, LegalHold, DateTimeOffset, Task>? follow, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(who, seen, action, decide, follow, ct);
            }
            catch (DbUpdateException) when (tries < MostTries && !ct.IsCancellationRequested)
            {
                // A colleague takes up the rest of an erasure in this moment: looked at again, it is taken up. What is wrong each time is an accident.
            }
        }
    }

    private async Task<Result> TryAsync(
        Actor who, SeenHold seen, AuditAction action, Func<LegalHold, DateTimeOffset, Result> decide,
        Func<PortalDb, LegalHold, DateTimeOffset, Task>? follow, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.LegalHolds.SingleOrDefaultAsync(h => h.Id == seen.Id, ct) is not { } hold) return new NotFound();
        var isAsSeen = hold.Revision == seen.Revision;
        var now = clock.GetUtcNow();
        // What cannot be done at all is said first: that it was released says more than that it changed.
        if (decide(hold, now).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();
        db.AuditEntries.Add(AuditEntry.Of(who, action, now, hold.Subject, hold.Id.ToString(), hold.Ground.ToString()));
        if (follow is not null) await follow(db, hold, now);
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

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>The breach an officer writes about, as they saw it.</summary>
/// <param name="Id">The breach.</param>
/// <param name="Revision">The revision they saw; another one means that a colleague was faster.</param>
public sealed record SeenBreach(Guid Id, Guid Revision);

/// <summary>What all changes of a breach have in common: the record as the officer saw it, the change and its audit entry, in one transaction.</summary>
public abstract class BreachChange(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Lets the breach decide, and keeps what it did.</summary>
    protected async Task<Result> ChangeAsync(
        Actor who, SeenBreach seen, AuditAction action, string? detail, Func<Breach, DateTimeOffset, Result> change, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Breaches.SingleOrDefaultAsync(b => b.Id == seen.Id, ct) is not { } breach) return new NotFound();
        var isAsSeen = breach.Revision == seen.Revision;
        var now = clock.GetUtcNow();
        // What cannot be done at all is said first: that it was settled says more than that it changed.
        if (change(breach, now).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();
        db.AuditEntries.Add(AuditEntry.Of(who, action, now, reference: breach.Id.ToString(), detail: detail));
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

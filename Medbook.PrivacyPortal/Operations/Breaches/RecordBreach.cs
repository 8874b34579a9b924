using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>An officer records a data breach: the 72 hours run from when it was noticed, not from now.</summary>
public sealed class RecordBreach(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">Identifier, chosen by the page, so that a second click records no second breach.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="noticedAt">When Medbook became aware.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, BreachFacts facts, DateTimeOffset noticedAt, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RecordBreach) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await IsRecordedAsync(db, id, ct)) return Result.Ok;
        var now = clock.GetUtcNow();
        var recorded = Breach.Record(id, facts, noticedAt, who, now);
        if (!recorded.IsOk) return recorded.Problem;
        db.Breaches.Add(recorded.Value);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.BreachRecorded, now, reference: id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The other of two clicks was faster. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await IsRecordedAsync(again, id, ct)) return Result.Ok;
            throw;
        }
    }

    private static Task<bool> IsRecordedAsync(PortalDb db, Guid id, CancellationToken ct) => db.Breaches.AnyAsync(b => b.Id == id, ct);
}

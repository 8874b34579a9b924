using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>Adds a measure that is looked at from then on.</summary>
public sealed class AddMeasure(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">Who adds it.</param>
    /// <param name="id">Identifier, chosen by the page, so that a second click adds no second measure.</param>
    /// <param name="plan">What is planned.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, MeasurePlan plan, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AddMeasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await IsAddedAsync(db, id, ct)) return Result.Ok;
        var now = clock.GetUtcNow();
        var added = Measure.Add(id, plan, now);
        if (!added.IsOk) return added.Problem;
        db.Measures.Add(added.Value);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.MeasureAdded, now, reference: id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The other of two clicks was faster. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await IsAddedAsync(again, id, ct)) return Result.Ok;
            throw;
        }
    }

    private static Task<bool> IsAddedAsync(PortalDb db, Guid id, CancellationToken ct) => db.Measures.AnyAsync(m => m.Id == id, ct);
}

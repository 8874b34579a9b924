using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>The measure somebody writes about, as they saw it.</summary>
/// <param name="Id">The measure.</param>
/// <param name="Revision">The revision they saw; another one means that a colleague was faster.</param>
public sealed record SeenMeasure(Guid Id, Guid Revision);

/// <summary>What all changes of a measure have in common: the measure as it was seen, the change and its audit entry, in one transaction.</summary>
public abstract class MeasureChange(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Lets the measure decide, and keeps what it did.</summary>
    /// <param name="who">Who changes it.</param>
    /// <param name="seen">The measure as they saw it.</param>
    /// <param name="action">The audit entry.</param>
    /// <param name="detail">Its detail.</param>
    /// <param name="change">The change.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="along">What else goes into the transaction once the measure has changed.</param>
    protected async Task<Result> ChangeAsync(
        Actor who, SeenMeasure seen, AuditAction action, string? detail, Func<Measure, DateTimeOffset, Result> change, CancellationToken ct,
        Func<PortalDb, Measure, Task>? along = null)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Measures.SingleOrDefaultAsync(m => m.Id == seen.Id, ct) is not { } measure) return new NotFound();
        var isAsSeen = measure.Revision == seen.Revision;
        var now = clock.GetUtcNow();
        if (change(measure, now).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();
        if (along is not null) await along(db, measure);
        db.AuditEntries.Add(AuditEntry.Of(who, action, now, reference: measure.Id.ToString(), detail: detail));
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

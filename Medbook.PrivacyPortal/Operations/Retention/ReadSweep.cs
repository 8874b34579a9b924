using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>A sweep with how far it is.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Steps">What was done of it, kind of record by kind of record; empty before it began.</param>
public sealed record SweepView(RetentionSweep Sweep, IReadOnlyList<ErasureStep> Steps)
{
    /// <summary>How many records went or lost what pointed to a person.</summary>
    public long Erased => Steps.Sum(step => step.Erased);

    /// <summary>What was done to the records of a line; null where nothing has begun.</summary>
    public ErasureStep? StepOf(SweepLine line) => Steps.FirstOrDefault(step => step.Source == line.Source && step.Dataset == line.Dataset);

    /// <summary>How many records of a line were no longer due when it was their turn; 0 before it is done.</summary>
    public long SkippedOf(SweepLine line) => Sweep.State == ErasurePlanState.Done ? SweptDataset.SkippedOf(line, StepOf(line)) : 0;
}

/// <summary>One sweep, for staff. It is about nobody in particular.</summary>
public sealed class ReadSweep(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    /// <param name="who">Who looks.</param>
    /// <param name="id">The sweep; null for the one that is open, else the last one.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The sweep; <see cref="NotFound"/> where there is none.</returns>
    public async Task<Result<SweepView>> RunAsync(Actor who, Guid? id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadSweep) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var sweeps = db.RetentionSweeps.AsNoTracking();
        var sweep = id is { } one ? await sweeps.SingleOrDefaultAsync(s => s.Id == one, ct)
            : await sweeps.SingleOrDefaultAsync(s => s.Open == true, ct) ?? await sweeps.OrderByDescending(s => s.Day).ThenByDescending(s => s.Id).FirstOrDefaultAsync(ct);
        if (sweep is null) return new NotFound();
        return new SweepView(sweep, await db.ErasureSteps.AsNoTracking().Where(s => s.PlanId == sweep.Id).OrderBy(s => s.Position).ToListAsync(ct));
    }
}

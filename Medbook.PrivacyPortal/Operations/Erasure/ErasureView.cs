using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>The erasure that something caused, with how far it is.</summary>
/// <param name="Plan">The last plan.</param>
/// <param name="Steps">What was done of it, kind of record by kind of record; empty before it began.</param>
/// <param name="Before">The plans before it, the last first: each is done and left something.</param>
public sealed record ErasureView(ErasurePlan Plan, IReadOnlyList<ErasureStep> Steps, IReadOnlyList<ErasurePlan> Before)
{
    /// <summary>The plans that have a certificate, the last first.</summary>
    public IEnumerable<ErasurePlan> Certified => Before.Prepend(Plan).Where(plan => plan.Certificate is not null);

    /// <summary>Whether rows stayed that may go later, so that an officer can look at them again.</summary>
    public bool LeftSome => Plan.State == ErasurePlanState.Done && Steps.Any(step => step.LeftSome);

    /// <summary>What was done to the records of a line; null where they stay, or where nothing has begun.</summary>
    public ErasureStep? StepOf(ErasurePlanLine line) => Steps.FirstOrDefault(step => step.Source == line.Source && step.Dataset == line.Dataset);

    // All plans of one cause: whoever reads says which somebody may see.
    internal static async Task<ErasureView?> OfAsync(PortalDb db, IQueryable<ErasurePlan> plans, CancellationToken ct)
    {
        var all = await plans.AsNoTracking().OrderByDescending(p => p.Round).ToListAsync(ct);
        if (all.Count == 0) return null;
        var last = all[0].Id;
        return new(all[0], await db.ErasureSteps.AsNoTracking().Where(s => s.PlanId == last).OrderBy(s => s.Position).ToListAsync(ct), [.. all.Skip(1)]);
    }
}

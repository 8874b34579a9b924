using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>The plan of an erasure with how far it is.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Steps">What was done of it, kind of record by kind of record; empty before it began.</param>
public sealed record ErasureView(ErasurePlan Plan, IReadOnlyList<ErasureStep> Steps)
{
    /// <summary>What was done to the records of a line; null where they stay, or where nothing has begun.</summary>
    public ErasureStep? StepOf(ErasurePlanLine line) => Steps.FirstOrDefault(step => step.Source == line.Source && step.Dataset == line.Dataset);

    internal static async Task<ErasureView> OfAsync(PortalDb db, ErasurePlan plan, CancellationToken ct) =>
        new(plan, await db.ErasureSteps.AsNoTracking().Where(s => s.PlanId == plan.Id).OrderBy(s => s.Position).ToListAsync(ct));
}

/// <summary>The erasure that a request ended in, for staff. That somebody looks is written before anything is returned.</summary>
public sealed class ReadErasure(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">Who looks.</param>
    /// <param name="request">The request.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The erasure; <see cref="NotFound"/> where no plan was made.</returns>
    public async Task<Result<ErasureView>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var plan = await db.ErasurePlans.AsNoTracking().SingleOrDefaultAsync(p => p.RequestId == request, ct);
        if (plan is null) return new NotFound();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, plan.Subject, request.ToString(), clock.GetUtcNow(), ct);
        return await ErasureView.OfAsync(db, plan, ct);
    }
}

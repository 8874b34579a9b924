using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>Keeps what is written on a study, whole or not; the first save begins it. People see none of it until it is published.</summary>
public sealed class SaveStudy(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : StudyDecision(dbs, clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">Identifier, chosen by the page, so that a second click begins no second study.</param>
    /// <param name="plan">What was written.</param>
    /// <param name="seen">What the page saw, or got from the save before; null where it begins a study.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What the next save has seen.</returns>
    public async Task<Result<Guid>> RunAsync(Actor who, Guid id, StudyPlan plan, Guid? seen, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SaveStudy) is { } denied) return denied;
        if (seen is { } revision) return await DecideAsync(new SeenStudy(id, revision), (db, study, now) => Task.FromResult(Write(db, who, study, plan, now)), ct);
        return plan.WhyNotKept is { } problem ? problem : await BeginAsync(who, id, plan, ct);
    }

    private static Result Write(PortalDb db, Actor who, Study study, StudyPlan plan, DateTimeOffset now)
    {
        var before = study.PlanRevision;
        if (study.Write(plan).Problem is { } problem) return problem;
        if (study.PlanRevision != before) db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.StudyWritten, now, reference: study.Id.ToString()));
        return Result.Ok;
    }

    private async Task<Result<Guid>> BeginAsync(Actor who, Guid id, StudyPlan plan, CancellationToken ct)
    {
        await using var db = await OpenAsync(ct);
        if (await RevisionAsync(db, id, ct) is { } begun) return begun;
        var study = Study.Begin(id, plan, who.Id, Now);
        db.Studies.Add(study);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.StudyWritten, study.BegunAt, reference: id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            return study.PlanRevision;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The other of two clicks was faster. Anything else is an accident.
            await using var again = await OpenAsync(ct);
            if (await RevisionAsync(again, id, ct) is { } faster) return faster;
            throw;
        }
    }

    private static Task<Guid?> RevisionAsync(PortalDb db, Guid id, CancellationToken ct) =>
        db.Studies.Where(s => s.Id == id).Select(s => (Guid?)s.PlanRevision).SingleOrDefaultAsync(ct);
}

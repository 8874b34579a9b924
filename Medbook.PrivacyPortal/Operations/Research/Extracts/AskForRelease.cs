using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>An officer looked at the figures of an extract and wants it released; a run looks at everybody again and writes the file.</summary>
public sealed class AskForRelease(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The extract.</param>
    /// <param name="seen">The revision whose figures were looked at.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, Guid seen, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskForRelease) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.ResearchExtracts.SingleOrDefaultAsync(e => e.Id == id, ct) is not { } extract) return new NotFound();
        if (extract.State is ExtractState.Releasing) return Result.Ok;
        if (extract.Revision != seen) return new ChangedMeanwhile();
        var (study, now) = (await db.Studies.AsNoTracking().SingleAsync(s => s.Id == extract.Study, ct), clock.GetUtcNow());
        if (await ExtractRules.WhyNotAsync(db, study, extract.Version, now, ct) is { } problem) return problem;
        if (extract.AskRelease(who.Id).Problem is { } notNow) return notNow;

        db.Runs.Add(Run.Ask(RunKind.ReleaseExtract, subject: null, id, now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ExtractReleaseAsked, now, reference: id.ToString(), detail: extract.Study.ToString()));
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

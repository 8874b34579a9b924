using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>An officer has the data of a study read, by the version in force; a run does it, and nothing leaves by that.</summary>
public sealed class AskForExtract(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="study">The study.</param>
    /// <param name="id">Identifier of the extract, chosen by the page: a second click asks for the same one.</param>
    /// <param name="format">How rows are written.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid study, Guid id, ExtractFormat format, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskForExtract) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.ResearchExtracts.AnyAsync(e => e.Id == id, ct)) return Result.Ok;
        if (await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.Id == study, ct) is not { } of) return new NotFound();
        var now = clock.GetUtcNow();
        if (await ExtractRules.WhyNotAsync(db, of, of.Version, now, ct) is { } problem) return problem;

        db.ResearchExtracts.Add(ResearchExtract.Ask(id, of, format, who.Id, now));
        db.Runs.Add(Run.Ask(RunKind.MakeExtract, subject: null, id, now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ExtractAsked, now, reference: id.ToString(), detail: study.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Clicked twice at once: one of them wrote the row. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (!await again.ResearchExtracts.AnyAsync(e => e.Id == id, ct)) throw;
        }
        return Result.Ok;
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>Counts what is due and writes it down as the sweep that is to be approved, whoever asks for it.</summary>
public sealed class SweepProposals(IDbContextFactory<PortalDb> dbs, DueRows due, TimeProvider clock)
{
    /// <summary>The sweep that is not done; null where there is none.</summary>
    internal static Task<RetentionSweep?> OpenAsync(PortalDb db, CancellationToken ct) => db.RetentionSweeps.SingleOrDefaultAsync(s => s.Open == true, ct);

    /// <param name="who">Who has it counted.</param>
    /// <param name="db">Where the open sweep was read.</param>
    /// <param name="sweep">The open sweep; null where there is none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Nothing; or <see cref="SweepUnderWay"/>, or <see cref="ChangedMeanwhile"/> where somebody else counted at the same moment.</returns>
    internal async Task<Result> CountAsync(Actor who, PortalDb db, RetentionSweep? sweep, CancellationToken ct)
    {
        var (today, now) = (BrusselsTime.Today(clock), clock.GetUtcNow());
        var found = await due.FindAsync(today, ct);
        if (sweep is null) db.RetentionSweeps.Add(sweep = RetentionSweep.Of(found, today, now));
        else if (sweep.Propose(found, today, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SweepPlanned, now, null, sweep.Id.ToString(), $"{sweep.Count}"));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Made by somebody else at the same moment, who sees the same. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (!await again.RetentionSweeps.AnyAsync(s => s.Open == true && s.Revision != sweep.Revision, ct)) throw;
            return new ChangedMeanwhile();
        }
    }
}

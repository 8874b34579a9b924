using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>The study an officer works on, as they saw it.</summary>
/// <param name="Id">The study.</param>
/// <param name="Revision">What was written when they saw it; another one means that a colleague was faster.</param>
public sealed record SeenStudy(Guid Id, Guid Revision);

/// <summary>What saving, publishing and retiring have in common: the study as the officer saw it and what follows from the change, in one transaction.</summary>
public abstract class StudyDecision(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>Now (UTC).</summary>
    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A context of its own.</summary>
    protected Task<PortalDb> OpenAsync(CancellationToken ct) => dbs.CreateDbContextAsync(ct);

    /// <summary>Lets the study decide, and keeps what it did and what follows from it.</summary>
    /// <param name="seen">The study as the officer saw it.</param>
    /// <param name="decide">What happens to it; adds its audit entry where anything does.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What the officer sees now.</returns>
    protected async Task<Result<Guid>> DecideAsync(SeenStudy seen, Func<PortalDb, Study, DateTimeOffset, Task<Result>> decide, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(seen, decide, ct);
            }
            catch (DbUpdateException) when (tries < MostTries && !ct.IsCancellationRequested)
            {
                // Somebody decided about the study in this moment, or a colleague wrote: looked at again, it is clear which. What is wrong each time is an accident.
            }
        }
    }

    private async Task<Result<Guid>> TryAsync(SeenStudy seen, Func<PortalDb, Study, DateTimeOffset, Task<Result>> decide, CancellationToken ct)
    {
        await using var db = await OpenAsync(ct);
        if (await db.Studies.SingleOrDefaultAsync(s => s.Id == seen.Id, ct) is not { } study) return new NotFound();
        var isAsSeen = study.PlanRevision == seen.Revision;
        // What cannot be done at all is said first: that it was retired says more than that it changed.
        if ((await decide(db, study, Now)).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();
        await db.SaveChangesAsync(ct);
        return study.PlanRevision;
    }
}

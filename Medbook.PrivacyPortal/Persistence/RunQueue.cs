using Medbook.PrivacyPortal.Domain.Runs;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>
/// The runs that wait in the portal's database. A claim is an update on the condition that nobody touched the row in between
/// (the fencing number is its concurrency token), which both providers give without a lock of their own; it is saved together
/// with whatever the run begins with, in the transaction of the operation that claims.
/// </summary>
public static class RunQueue
{
    /// <summary>The oldest run of a kind that is free: it waits, or the lease of whoever had it ran out.</summary>
    public static Task<Run?> NextAsync(PortalDb db, RunKind kind, DateTimeOffset now, CancellationToken ct) =>
        Free(db, kind, now).FirstOrDefaultAsync(ct);

    /// <summary>A sign of life of whoever claimed a run, with how far it got.</summary>
    /// <param name="dbs">Gives a context of its own: the claim's keeps what the run is about to write.</param>
    /// <param name="claimed">The run as it was claimed.</param>
    /// <param name="progress">How far it got.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Stops waiting for the database.</param>
    public static async Task<Heartbeat> BeatAsync(
        IDbContextFactory<PortalDb> dbs, Run claimed, RunProgress progress, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var run = await db.Runs.SingleOrDefaultAsync(r => r.Id == claimed.Id && r.Fence == claimed.Fence, ct);
        if (run is not { State: RunState.Running }) return Heartbeat.Lost;
        run.Beat(progress, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Heartbeat.Lost;
        }
        return run.CancelAsked ? Heartbeat.Cancelled : Heartbeat.GoOn;
    }

    /// <summary>The free runs of a kind, oldest first.</summary>
    internal static IQueryable<Run> Free(PortalDb db, RunKind kind, DateTimeOffset now) =>
        db.Runs.Where(r => r.Kind == kind && r.EndedAt == null && (r.LeasedUntil == null || r.LeasedUntil <= now))
            .OrderBy(r => r.AskedAt).ThenBy(r => r.Id);
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Systems;

/// <summary>
/// Tells systems that are no database which uses of a person's data are limited from now on: when one is limited, when its end has come, and when
/// somebody is found there later. A system that does not answer is told again later; one that was told twice has heard it once.
/// </summary>
/// <remarks>GDPR 18, 19, 21.</remarks>
public sealed partial class TellSystems(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, PortalSettings settings, Guard guard, TimeProvider clock, ILogger<TellSystems> log)
{
    private const int Batch = 100;

    /// <returns>How many words were heard.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TellSystems) is { } denied) return denied;
        if (LimitNews.SystemsOf(sources) is not { Count: > 0 } systems) return 0;
        await RenewAsync(systems, ct);
        var heard = 0;
        foreach (var system in systems) heard += await TellAsync(who, system, ct);
        return heard;
    }

    // Nobody writes anything on the day a limit ends, nor where somebody signs in and is found in a system.
    private async Task RenewAsync(IReadOnlyList<string> systems, CancellationToken ct)
    {
        IReadOnlyList<SubjectKey> changed;
        await using (var db = await dbs.CreateDbContextAsync(ct)) changed = await LimitNews.ChangedAsync(db, systems, BrusselsTime.Today(clock), ct);
        foreach (var subject in changed)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            await LimitNews.WriteAsync(db, sources, subject, clock.GetUtcNow(), ct);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException) when (!ct.IsCancellationRequested)
            {
                // Changed in this moment: the next tick looks again.
            }
        }
    }

    private async Task<int> TellAsync(Actor who, string system, CancellationToken ct)
    {
        var heard = 0;
        try
        {
            var due = await DueAsync(system, ct);
            if (due.Count == 0) return 0;
            using var client = SystemClients.Open(sources.Find(system)!.Map, settings);
            while (due.Count > 0)
            {
                foreach (var row in due) heard += await TellAsync(who, client, row, ct) ? 1 : 0;
                due = due.Count < Batch ? [] : await DueAsync(system, ct);
            }
        }
        catch (SourceFailedException failure)
        {
            LogFailure(system, failure.Fault, failure.EngineCode);
        }
        catch (ArgumentException)
        {
            LogFailure(system, SourceFault.NotConfigured, null);
        }
        return heard;
    }

    private async Task<List<SystemLimits>> DueAsync(string system, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.SystemLimits.AsNoTracking().Where(l => l.Heard < l.Said && l.PersonKey != null && l.TryAfter <= now && l.Source == system)
            .OrderBy(l => l.TryAfter).Take(Batch).ToListAsync(ct);
    }

    // What is sent stands in the row: whoever dies after it was sent sends the same under the same key.
    private async Task<bool> TellAsync(Actor who, SystemClient client, SystemLimits row, CancellationToken ct)
    {
        try
        {
            var answer = await client.RestrictAsync(new(row.PersonKey!, row.Activities, row.Tables, row.Said), row.IdempotencyKey, ct);
            return await WriteAsync(row.Id, (db, now, known) =>
            {
                known.Hear(row.Said, answer.Revision, now);
                db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SystemTold, now, known.Subject, row.Source, row.IsNothing ? "free" : "limited"));
            });
        }
        catch (SourceFailedException failure)
        {
            await WriteAsync(row.Id, (_, now, known) => known.Fail(now));
            // The others of this system would wait for it in vain, too.
            if (failure.Fault is SourceFault.Unreachable or SourceFault.TimedOut or SourceFault.Refused) throw;
            LogFailure(row.Source, failure.Fault, failure.EngineCode);
            return false;
        }
    }

    private async Task<bool> WriteAsync(Guid id, Action<PortalDb, DateTimeOffset, SystemLimits> write)
    {
        // Not cancelled any more: the system was told.
        await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
        if (await db.SystemLimits.SingleOrDefaultAsync(l => l.Id == id, CancellationToken.None) is not { } known) return false;
        write(db, clock.GetUtcNow(), known);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Something else holds now: it is told next.
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "System '{System}' could not be told which uses are limited: {Fault} ({Code}).")]
    private partial void LogFailure(string system, SourceFault fault, string? code);
}

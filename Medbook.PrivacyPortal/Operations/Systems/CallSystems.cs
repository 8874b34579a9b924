using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Systems;

/// <summary>
/// Calls Medbook's own systems about what changed: once for all that changed about the same person meanwhile. What was sent before the portal
/// died is sent again under the same number; a system that takes nothing is left alone until the next tick, and each call for longer and longer.
/// </summary>
public sealed partial class CallSystems(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock, ILogger<CallSystems> log)
{
    /// <summary>The dataset of the portal's own part of the map that is forgotten here.</summary>
    public const string Kind = "change-calls";

    private const int Batch = 100;

    /// <returns>How many calls were taken.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CallSystems) is { } denied) return denied;
        await ForgetAsync(ct);
        var taken = 0;
        foreach (var system in settings.Api.Systems.Where(system => system.Webhook is not null)) taken += await CallAsync(who, system, ct);
        return taken;
    }

    // What was given up long ago, and what was meant for a system that is called no more.
    private async Task ForgetAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - ChangeCall.KeptFor;
        var called = settings.Api.Systems.Where(system => system.Webhook is not null).Select(system => system.Name).ToList();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.ChangeCalls.Where(c => c.GivenUpAt <= before).ExecuteDeleteAsync(ct);
        await db.ChangeCalls.Where(c => !called.Contains(c.System)).ExecuteDeleteAsync(ct);
    }

    private async Task<int> CallAsync(Actor who, ApiSystem system, CancellationToken ct)
    {
        using var webhook = new Webhook(system);
        for (var taken = 0; ;)
        {
            var due = await DueAsync(system.Name, ct);
            // One call for all that say the same; the latest of them is the one that is sent.
            foreach (var same in due.GroupBy(call => (call.Kind, call.Source, call.PersonKey)))
            {
                var call = same.OrderBy(one => one.At).ThenBy(one => one.Id).Last();
                if (await webhook.CallAsync(call, clock.GetUtcNow(), ct) is { } failure)
                {
                    await FailAsync(system.Name, [.. same.Select(one => one.Id)], failure);
                    return taken;
                }
                if (await WriteTakenAsync(who, call)) taken++;
            }
            if (due.Count < Batch) return taken;
        }
    }

    private async Task<List<ChangeCall>> DueAsync(string system, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await Due(db, system, clock.GetUtcNow()).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>What a system is to be called about now; a test looks at the plan on both databases.</summary>
    internal static IQueryable<ChangeCall> Due(PortalDb db, string system, DateTimeOffset now) =>
        db.ChangeCalls.Where(c => c.System == system && c.GivenUpAt == null && c.TryAfter <= now).OrderBy(c => c.TryAfter).ThenBy(c => c.Id).Take(Batch);

    // Not cancelled any more: the system heard. It will ask what holds, so all that had changed by then is told.
    private async Task<bool> WriteTakenAsync(Actor who, ChangeCall taken)
    {
        await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
        var told = await db.ChangeCalls.Where(c => c.Source == taken.Source && c.PersonKey == taken.PersonKey && c.System == taken.System && c.Kind == taken.Kind && c.At <= taken.At)
            .ToListAsync(CancellationToken.None);
        if (told.Count == 0) return false;
        db.ChangeCalls.RemoveRange(told);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SystemCalled, clock.GetUtcNow(), taken.Subject, taken.System, taken.Kind.ToString()));
        return await SaveAsync(db);
    }

    private async Task FailAsync(string system, IReadOnlyList<Guid> calls, string failure)
    {
        LogFailure(system, failure);
        await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
        var failed = await db.ChangeCalls.Where(c => calls.Contains(c.Id)).ToListAsync(CancellationToken.None);
        foreach (var call in failed) call.Fail(clock.GetUtcNow());
        if (await SaveAsync(db) && failed.Count(call => call.GivenUpAt is not null) is > 0 and var given) LogGivenUp(system, given, (int)ChangeCall.Patience.TotalDays);
    }

    private static async Task<bool> SaveAsync(PortalDb db)
    {
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // They are gone: another instance called meanwhile, or the person was erased.
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "System '{System}' did not take a call: {Failure}.")]
    private partial void LogFailure(string system, string failure);

    [LoggerMessage(LogLevel.Error, "System '{System}' took no call for {Days} days: {Count} are given up. What it goes by may be old.")]
    private partial void LogGivenUp(string system, int count, int days);
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>
/// Forgets what signing in left behind, once the period is over that the map names for it. Most of it is gone before: with the sign-out, or
/// with the next sign-in. This is for those who never came back. Of a person with a hold, an open request or a limit all of it stays.
/// </summary>
/// <remarks>GDPR 5(1)(e), 18(2); policy 5.2; rule D1.</remarks>
public sealed class ForgetSignIns(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    // Each by the date that the map lets its period begin with.
    private static readonly Dictionary<string, Func<PortalDb, DateTimeOffset, Kept, CancellationToken, Task<int>>> Ways = new()
    {
        ["confirmation-codes"] = (db, before, kept, ct) => db.ConfirmationCodes
            .Where(code => code.SentAt < before && !db.Sessions.Any(session => session.Id == code.SessionId && kept.Accounts.Contains(session.AccountId))).ExecuteDeleteAsync(ct),
        ["sessions"] = (db, before, kept, ct) => db.Sessions.Where(session => session.StartedAt < before && !kept.Accounts.Contains(session.AccountId)).ExecuteDeleteAsync(ct),
        ["guest-sessions"] = (db, before, kept, ct) => db.GuestSessions.Where(session => session.EndsAt < before && !kept.Subjects.Contains(session.Subject)).ExecuteDeleteAsync(ct),
        // Nobody can tell whose these are.
        ["throttles"] = (db, before, _, ct) => db.Throttles.Where(throttle => throttle.ForgetAt < before).ExecuteDeleteAsync(ct),
    };

    /// <summary>The datasets of the portal's own part of the map that end so.</summary>
    public static IReadOnlyCollection<string> Kinds => Ways.Keys;

    /// <returns>How many rows were forgotten.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ForgetSignIns) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = BrusselsTime.Today(clock);
        var kept = await KeptAsync(db, today, ct);
        var held = await db.LegalHolds.Where(hold => hold.ReleasedAt == null && hold.Source == Map.PortalSource).Select(hold => hold.Dataset).ToListAsync(ct);
        var forgotten = 0;
        foreach (var (kind, forget) in Ways.Where(way => !held.Contains(way.Key)))
        {
            // The day a period ends on is still part of it.
            var last = sources.Find(Map.PortalSource)!.Map.Find(kind)!.Retention.Period!.Value.LastStartEndedBefore(today);
            forgotten += await forget(db, BrusselsTime.StartOf(last.AddDays(1)), kept, ct);
        }
        return forgotten;
    }

    // The few of whom something may have to stay, whatever it is about: to ask for each row would cost more than to keep it.
    private static async Task<Kept> KeptAsync(PortalDb db, DateOnly today, CancellationToken ct)
    {
        var subjects = await db.LegalHolds.Where(hold => hold.ReleasedAt == null && hold.Subject != null).Select(hold => hold.Subject!.Value)
            .Union(db.Requests.Where(request => request.IsOpen).Select(request => request.Subject))
            .Union(db.UseRestrictions.Where(limit => limit.LiftOn == null || limit.LiftOn > today).Select(limit => limit.Subject)).ToListAsync(ct);
        return new(subjects, await db.Subjects.Where(subject => subjects.Contains(subject.Key) && subject.AccountId != null).Select(subject => subject.AccountId!).ToListAsync(ct));
    }

    private sealed record Kept(IReadOnlyList<SubjectKey> Subjects, IReadOnlyList<string> Accounts);
}

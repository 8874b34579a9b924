using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>
/// Forgets what signing in left behind, once the period is over that the map names for it. Most of it is gone before: with the sign-out, or
/// with the next sign-in. This is for those who never came back.
/// </summary>
/// <remarks>GDPR 5(1)(e); policy 5.2.</remarks>
public sealed class ForgetSignIns(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    // Each by the date that the map lets its period begin with.
    private static readonly Dictionary<string, Func<PortalDb, DateTimeOffset, CancellationToken, Task<int>>> Ways = new()
    {
        ["sessions"] = (db, before, ct) => db.Sessions.Where(session => session.StartedAt < before).ExecuteDeleteAsync(ct),
        ["confirmation-codes"] = (db, before, ct) => db.ConfirmationCodes.Where(code => code.SentAt < before).ExecuteDeleteAsync(ct),
        ["guest-sessions"] = (db, before, ct) => db.GuestSessions.Where(session => session.EndsAt < before).ExecuteDeleteAsync(ct),
        ["throttles"] = (db, before, ct) => db.Throttles.Where(throttle => throttle.ForgetAt < before).ExecuteDeleteAsync(ct),
    };

    /// <summary>The datasets of the portal's own part of the map that end so.</summary>
    public static IReadOnlyCollection<string> Kinds => Ways.Keys;

    /// <returns>How many rows were forgotten.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ForgetSignIns) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = BrusselsTime.Today(clock);
        var forgotten = 0;
        foreach (var (kind, forget) in Ways)
        {
            // The day a period ends on is still part of it.
            var last = sources.Find(Map.PortalSource)!.Map.Find(kind)!.Retention.Period!.Value.LastStartEndedBefore(today);
            forgotten += await forget(db, BrusselsTime.StartOf(last.AddDays(1)).ToUniversalTime(), ct);
        }
        return forgotten;
    }
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Systems;

/// <summary>What a system is to be tried with.</summary>
/// <param name="Source">Its name in the map.</param>
/// <param name="Person">A person that was made for it, as the map writes keys; null for the promises that need none.</param>
/// <param name="MayWrite">Whether that person's data may be changed and erased.</param>
public sealed record SystemTest(string Source, string? Person, bool MayWrite);

/// <summary>
/// Tries with one system whether it keeps what the protocol promises, for those who build it. It changes data only where it is told to, and only
/// of somebody the portal does not know: what is erased here goes past the gateway, the holds and the ledger.
/// </summary>
public sealed class TestSource(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, PortalSettings settings, Guard guard, TimeProvider clock)
{
    /// <param name="who">Who acts.</param>
    /// <param name="test">What is tried.</param>
    /// <param name="report">Hears of each promise as soon as it was tried.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many promises were broken; or why nothing was tried.</returns>
    public async Task<Result<int>> RunAsync(Actor who, SystemTest test, Action<PromiseReport> report, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TestSource) is { } denied) return denied;
        if (sources.Find(test.Source)?.Map is not { IsHttp: true } map) return new SourceIsNoSystem(test.Source, Systems());
        if (settings.Systems.Keys.GetValueOrDefault(map.Connection) is not { Length: > 0 } || settings.SourceConnection(map.Connection) is null) return new SystemNotConfigured(test.Source);
        PersonKey? person = null;
        if (test.Person is not null && (!PersonKey.TryParse(test.Person, out person) || map.FindIdentity(person.Identity) is null)) return new TrialPersonUnreadable();

        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            if (test.MayWrite && person is not null && await HindranceAsync(db, test.Source, person.ToString(), ct) is { } hindrance) return hindrance;
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SourceTested, clock.GetUtcNow(), reference: test.Source, detail: test.MayWrite ? "writing" : "reading"));
            await db.SaveChangesAsync(ct);
        }
        var broken = 0;
        // The system looks at its own clock, which no test of the portal moves.
        await foreach (var promise in ConformanceSuite.RunAsync(map, settings, person, test.MayWrite, TimeProvider.System, ct))
        {
            report(promise);
            if (promise.Finding.State == PromiseState.Broken) broken++;
        }
        return broken;
    }

    private static async Task<Problem?> HindranceAsync(PortalDb db, string source, string person, CancellationToken ct) =>
        await db.SubjectLinks.AnyAsync(link => link.Source == source && link.PersonKey == person, ct) ? new TrialPersonKnown()
        : await db.LegalHolds.AnyAsync(hold => hold.ReleasedAt == null && hold.Source == source, ct) ? new TrialHeld(source) : null;

    private string Systems() =>
        string.Join(", ", sources.All.Select(source => source.Map).Where(map => map.IsHttp).Select(map => map.Name).Order(StringComparer.Ordinal)) is { Length: > 0 } some ? some : "-";
}

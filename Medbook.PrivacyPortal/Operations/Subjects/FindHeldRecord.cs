using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>One record of the person who asks, to start a request about it. A record of somebody else is simply not found.</summary>
public sealed class FindHeldRecord(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    /// <summary>Finds the record with a key, as <see cref="SourceRow.Key"/> writes it.</summary>
    public async Task<Result<HeldRecord>> RunAsync(Actor who, string source, string dataset, string row, CancellationToken ct)
    {
        if (guard.Check(who, Permission.FindHeldRecord) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotPermitted();

        await using var db = await dbs.CreateDbContextAsync(ct);
        var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        if (persons.FirstOrDefault(p => p.Source.Name == source) is not { Source: var live, Person: { } person }) return new NotFound();
        if (live.Map.Find(dataset) is not { CopyOf: null, People.Count: > 0 } kind) return new NotFound();

        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRecordsViewed, clock.GetUtcNow(), ct);
        var query = new RowQuery(kind, person, OthersData.Mask);
        try
        {
            await using var reading = await live.OpenAsync(ct);
            return await reading.FindRowAsync(query, row, ct) is { } found
                ? new HeldRecord(live.Map, kind, query.Fields, Withheld.In(found, kind, query.Fields))
                : new NotFound();
        }
        catch (SourceException)
        {
            return new SourceNotReadable(live.Map.Label);
        }
    }
}

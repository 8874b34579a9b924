using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>A page of records of one kind of the person who asks, with the fields that one activity uses.</summary>
/// <remarks>GDPR 15(1), (3), (4); policy 7.2.</remarks>
public sealed class ReadHeldRecords(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    /// <summary>Records on a page.</summary>
    public const int PageSize = 20;

    /// <summary>Reads a page; a cursor that is none gives the first.</summary>
    public async Task<Result<HeldRecords>> RunAsync(
        Actor who, string activity, string source, string dataset, string? cursor, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadHeldRecords) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotPermitted();

        await using var db = await dbs.CreateDbContextAsync(ct);
        var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        if (persons.FirstOrDefault(p => p.Source.Name == source) is not { Source: var live, Person: { } person }) return new NotFound();
        if (live.Map.Find(dataset) is not { CopyOf: null, People.Count: > 0 } kind || !kind.Activities.Contains(activity)) return new NotFound();

        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRecordsViewed, clock.GetUtcNow(), ct);
        IReadOnlyList<ReadField> fields = [.. ReadField.AllOf(kind).Where(field => field.Field.Activities.Contains(activity))];
        try
        {
            await using var reading = await live.OpenAsync(ct);
            var query = new RowQuery(kind, person, OthersData.Mask) { Fields = fields };
            var page = await reading.PageAsync(query, PageCursor.TryParse(cursor, out var from) ? from : null, PageSize, ct);
            return new HeldRecords(kind, fields,
                [.. kind.AllFields.Where(field => field.Secret && field.Activities.Contains(activity)).Select(field => field.Label)],
                [.. page.Rows.Select(row => Withheld.In(row, kind, fields))], page.Skipped, page.Previous, page.Next);
        }
        catch (SourceException)
        {
            return new SourceNotReadable(live.Map.Label);
        }
    }
}

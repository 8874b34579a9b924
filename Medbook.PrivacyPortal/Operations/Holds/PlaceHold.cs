using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>
/// An officer holds records. What is held must exist: the person in the portal, the dataset in the map, the record at the person, under the
/// key the source writes, so that no hold keeps nothing.
/// </summary>
public sealed class PlaceHold(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">Identifier, chosen by the page, so that a second click places no second hold.</param>
    /// <param name="order">What is held, and why.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, HoldOrder order, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PlaceHold) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await IsPlacedAsync(db, id, ct)) return Result.Ok;
        var found = await FindAsync(db, order.Target, ct);
        if (!found.IsOk) return found.Problem;
        var now = clock.GetUtcNow();
        var placed = LegalHold.Place(id, order with { Target = found.Value }, who, now);
        if (!placed.IsOk) return placed.Problem;
        db.LegalHolds.Add(placed.Value);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.HoldPlaced, now, placed.Value.Subject, id.ToString(), placed.Value.Ground.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The other of two clicks was faster. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await IsPlacedAsync(again, id, ct)) return Result.Ok;
            throw;
        }
    }

    private static Task<bool> IsPlacedAsync(PortalDb db, Guid id, CancellationToken ct) => db.LegalHolds.AnyAsync(h => h.Id == id, ct);

    private async Task<Result<HoldTarget>> FindAsync(PortalDb db, HoldTarget target, CancellationToken ct)
    {
        if (target.Fault is { } fault) return fault;
        if (target.Subject is { } subject && !await db.Subjects.AnyAsync(s => s.Key == subject, ct)) return new NotFound();
        if (target.Reach == HoldReach.Person) return target;
        if (sources.Find(target.Source)?.Map.Find(target.Dataset) is not { CopyOf: null } dataset) return new NotFound();
        if (target is not { Reach: HoldReach.Record, Subject: { } person }) return target;
        if (dataset is not { Key.Count: > 0, People.Count: > 0 }) return new HoldRecordUnknown();
        return await FindRecordAsync(db, target, person, ct);
    }

    // Under the key that the source writes: 042 is 42 there, and would be held as 042 for ever.
    private async Task<Result<HoldTarget>> FindRecordAsync(PortalDb db, HoldTarget target, SubjectKey subject, CancellationToken ct)
    {
        var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        if (persons.FirstOrDefault(one => one.Source.Name == target.Source) is not { Source: var source, Person: { } person }) return new HoldRecordUnknown();
        try
        {
            await using var reading = await source.OpenAsync(ct);
            var query = new RowQuery(source.Map.Find(target.Dataset)!, person, OthersData.Mask) { Fields = [] };
            return await reading.FindRowAsync(query, target.Record, ct) is { Key: { } key } ? target with { Record = key } : new HoldRecordUnknown();
        }
        catch (SourceException)
        {
            return new SourceNotReadable(source.Map.Label);
        }
    }
}

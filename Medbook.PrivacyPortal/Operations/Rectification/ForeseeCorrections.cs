using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Rectification;

/// <summary>What would become of a value if it was granted now.</summary>
/// <param name="Asked">What the person asks.</param>
/// <param name="Outcome">What would become of it; null where the source does not answer.</param>
public sealed record ForeseenCorrection(FieldCorrection Asked, CellOutcome? Outcome);

/// <summary>
/// Before an officer decides: whether each proposed value fits its field, whether the record still holds what was shown, and what somebody
/// has to do by hand. Nothing is changed.
/// </summary>
/// <remarks>GDPR 16.</remarks>
public sealed class ForeseeCorrections(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<IReadOnlyList<ForeseenCorrection>>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ForeseeCorrections) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Number != null, ct);
        if (request is null) return new NotFound();
        if (request.Subject == who.Subject) return new OwnCase();

        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, request.Subject, id.ToString(), clock.GetUtcNow(), ct);
        var persons = await PersonInSource.AllOfAsync(db, sources, request.Subject, ct);
        var foreseen = new Dictionary<FieldCorrection, CellOutcome?>();
        foreach (var source in request.Details.Corrections.GroupBy(one => one.Row.Source)) await ForeseeAsync(persons, [.. source], foreseen, ct);
        return (ForeseenCorrection[])[.. request.Details.Corrections.Select(one => new ForeseenCorrection(one, foreseen[one]))];
    }

    private static async Task ForeseeAsync(
        IReadOnlyList<PersonInSource> persons, IReadOnlyList<FieldCorrection> some, Dictionary<FieldCorrection, CellOutcome?> foreseen, CancellationToken ct)
    {
        var places = some.ToDictionary(one => one, one => CorrectionPlace.Find(persons, one.Row, one.Field));
        foreach (var (one, (_, obstacle)) in places) foreseen[one] = obstacle is null ? null : new CellOutcome(CellState.Hindered, Found: null, obstacle);
        if (places.Values.Select(found => found.Place).FirstOrDefault(place => place is not null) is not { Source: var source }) return;
        try
        {
            await using var reading = await source.OpenAsync(ct);
            foreach (var (one, (place, _)) in places)
            {
                if (place is not null) foreseen[one] = await reading.ForeseeAsync(place.To(one.Shown, one.Proposed), ct);
            }
        }
        catch (SourceException)
        {
            // What was not answered is not known; nothing else of the case waits for it.
        }
    }
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>A person in a source of whom something may be kept.</summary>
internal sealed record KeptPerson(SubjectKey Subject, PersonKey Person);

/// <summary>
/// What may keep records of one dataset, whoever they are about. Most rows of a dataset are of nobody the portal knows, and hardly anybody
/// has a hold: who destroys by dates looks for the rows of those few, instead of asking for every row whose it is.
/// </summary>
/// <param name="OnAll">Whether a hold is on everybody's records.</param>
/// <param name="Records">Keys of records that a hold names, whoever they are about.</param>
/// <param name="Persons">Persons with a hold, an open request or a limit on some use; whether it covers a record is asked record by record.</param>
internal sealed record DatasetHolds(bool OnAll, IReadOnlySet<string> Records, IReadOnlyList<KeptPerson> Persons)
{
    /// <summary>Reads them as they are now.</summary>
    public static async Task<DatasetHolds> OfAsync(PortalDb db, string source, string dataset, DateOnly today, CancellationToken ct)
    {
        var named = await HoldsInForce.InForce(db).Where(h => h.Source == source && h.Dataset == dataset && (h.Subject == null || h.Record != ""))
            .Select(h => h.Record).ToListAsync(ct);
        var persons = new List<KeptPerson>();
        foreach (var link in await Links(db, source, today).Select(l => new { l.Subject, l.PersonKey }).ToListAsync(ct))
        {
            if (PersonKey.TryParse(link.PersonKey!, out var key)) persons.Add(new(link.Subject, key));
        }
        return new(named.Contains(""), named.Where(key => key.Length > 0).ToHashSet(), persons);
    }

    private static IQueryable<SubjectLink> Links(PortalDb db, string source, DateOnly today)
    {
        var held = HoldsInForce.InForce(db).Where(h => h.Subject != null).Select(h => h.Subject!.Value);
        var open = db.Requests.Where(r => r.IsOpen).Select(r => r.Subject);
        var limited = db.UseRestrictions.Where(r => r.LiftOn == null || r.LiftOn > today).Select(r => r.Subject);
        // From those few to their links: the links are as many as the persons.
        var few = held.Union(open).Union(limited);
        return db.SubjectLinks.AsNoTracking().Where(l => few.Contains(l.Subject) && l.Source == source && l.PersonKey != null);
    }
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Systems;

/// <summary>
/// Writes what systems that are no database have to be told about the use of a person's data, in the transaction of what changed: a limit, its
/// end, or who the person is there. Nothing is sent here.
/// </summary>
internal static class LimitNews
{
    /// <summary>The names of those systems.</summary>
    public static IReadOnlyList<string> SystemsOf(SourceCatalog sources) => [.. sources.All.Where(source => source.Map.IsHttp).Select(source => source.Name)];

    /// <summary>Brings a person's rows up to what holds now, with what this transaction changed.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="sources">The sources of the map.</param>
    /// <param name="subject">The person.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WriteAsync(PortalDb db, SourceCatalog sources, SubjectKey subject, DateTimeOffset now, CancellationToken ct)
    {
        if (SystemsOf(sources) is not { Count: > 0 } systems) return;
        var today = BrusselsTime.DateOf(now);
        // Read into what is tracked: what the transaction changed and has not written yet counts.
        await db.SubjectLinks.Where(l => l.Subject == subject && systems.Contains(l.Source)).LoadAsync(ct);
        await db.UseRestrictions.Where(r => r.Subject == subject && (r.LiftOn == null || r.LiftOn > today)).LoadAsync(ct);
        var links = db.SubjectLinks.Local.Where(l => l.Subject == subject && l.PersonKey is not null && systems.Contains(l.Source)).ToList();
        var limits = db.UseRestrictions.Local.Where(r => r.Subject == subject && r.HoldsOn(today)).ToList();
        var keys = links.ConvertAll(link => link.PersonKey);
        var rows = await db.SystemLimits.Where(l => systems.Contains(l.Source) && (l.Subject == subject || keys.Contains(l.PersonKey))).ToListAsync(ct);

        foreach (var link in links)
        {
            var row = rows.Find(row => (row.Source, row.PersonKey) == (link.Source, link.PersonKey));
            if (row is null && limits.Count == 0) continue;
            if (row is null) db.SystemLimits.Add(row = SystemLimits.Of(subject, link.Source, link.PersonKey!, now));
            Say(row, sources, subject, limits, now);
        }
        // Whoever an officer unlinked is somebody else: nothing of this person's holds for them.
        foreach (var row in rows.Where(row => row.Subject == subject && row.PersonKey is not null && !links.Exists(link => (link.Source, link.PersonKey) == (row.Source, row.PersonKey))))
            Say(row, sources, subject, [], now);
    }

    /// <summary>Persons of whom something else holds now than systems were told, though nobody wrote it: a limit has ended, or somebody was found in a system.</summary>
    public static async Task<IReadOnlyList<SubjectKey>> ChangedAsync(PortalDb db, IReadOnlyList<string> systems, DateOnly today, CancellationToken ct)
    {
        var ended = await db.SystemLimits.Where(l => l.ChangesOn <= today && systems.Contains(l.Source)).Select(l => l.Subject).ToListAsync(ct);
        var found = await db.SubjectLinks.Where(link => systems.Contains(link.Source) && link.PersonKey != null
                && db.UseRestrictions.Any(r => r.Subject == link.Subject && (r.LiftOn == null || r.LiftOn > today))
                && !db.SystemLimits.Any(l => l.Source == link.Source && l.PersonKey == link.PersonKey && l.Subject == link.Subject))
            .Select(link => link.Subject).ToListAsync(ct);
        return [.. ended.Concat(found).Distinct()];
    }

    private static void Say(SystemLimits row, SourceCatalog sources, SubjectKey subject, List<UseRestriction> limits, DateTimeOffset now) => row.Say(
        subject,
        [.. limits.Select(limit => limit.Activity).Where(activity => activity.Length > 0).Distinct().Order(StringComparer.Ordinal)],
        [.. limits.Where(limit => limit.Source == row.Source).Select(limit => sources.Find(row.Source)!.Map.Find(limit.Dataset)?.Table).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        limits.Where(limit => limit.Source.Length == 0 || limit.Source == row.Source).Min(limit => limit.LiftOn), now);
}

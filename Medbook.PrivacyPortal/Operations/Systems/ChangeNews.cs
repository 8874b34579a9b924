using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Systems;

/// <summary>
/// Writes which of Medbook's own systems are to be called, in the transaction of what changed: a choice, a limit on a use, or who a person
/// of a source is. Nothing is sent here.
/// </summary>
internal static class ChangeNews
{
    /// <summary>Something about a person changes: whoever knows them by a key is to hear of it.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="settings">The systems.</param>
    /// <param name="subject">The person.</param>
    /// <param name="kind">What changes.</param>
    /// <param name="at">When (UTC); a limit that ends on a day to come is written when that day is known.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WriteAsync(PortalDb db, PortalSettings settings, SubjectKey subject, ChangeKind kind, DateTimeOffset at, CancellationToken ct)
    {
        if (!settings.Api.Systems.Any(system => system.Hears(ScopeOf(kind)))) return;
        var links = await db.SubjectLinks.AsNoTracking().Where(l => l.Subject == subject && l.PersonKey != null).Select(l => new { l.Source, l.PersonKey }).ToListAsync(ct);
        foreach (var link in links) Write(db, settings, subject, kind, link.Source, link.PersonKey!, at);
    }

    /// <summary>A key of a source belongs to somebody from now on, or to nobody any more: all that was answered about it may be wrong.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="settings">The systems.</param>
    /// <param name="subject">Who they are, or were.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="personKey">The key.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WhoAsync(PortalDb db, PortalSettings settings, SubjectKey subject, string source, string personKey, DateTimeOffset now, CancellationToken ct)
    {
        Write(db, settings, subject, ChangeKind.Consents, source, personKey, now);
        Write(db, settings, subject, ChangeKind.Restrictions, source, personKey, now);
        if (!settings.Api.Systems.Any(system => system.Hears(ApiSettings.Restrictions))) return;
        // The ends that were told before this key was known.
        var today = BrusselsTime.DateOf(now);
        var ends = await db.UseRestrictions.Where(r => r.Subject == subject && r.LiftOn > today).Select(r => r.LiftOn!.Value).Distinct().ToListAsync(ct);
        foreach (var end in ends) Write(db, settings, subject, ChangeKind.Restrictions, source, personKey, BrusselsTime.StartOf(end));
    }

    private static void Write(PortalDb db, PortalSettings settings, SubjectKey subject, ChangeKind kind, string source, string personKey, DateTimeOffset at) =>
        db.ChangeCalls.AddRange(settings.Api.Systems.Where(system => system.Hears(ScopeOf(kind)) && system.Knows(source))
            .Select(system => ChangeCall.Of(subject, system.Name, kind, source, personKey, at)));

    private static string ScopeOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Consents => ApiSettings.Consents,
        ChangeKind.Restrictions => ApiSettings.Restrictions,
    };
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>What may not be done with the data of one person of a source.</summary>
/// <param name="Person">The person's key, as it was asked.</param>
/// <param name="Activities">Identifiers of the activities for which none of it may be used.</param>
/// <param name="Datasets">Identifiers of the datasets of the source that may be used for nothing.</param>
public sealed record PersonLimits(string Person, IReadOnlyList<string> Activities, IReadOnlyList<string> Datasets)
{
    /// <summary>Whether anything is limited.</summary>
    public bool IsLimited => Activities.Count + Datasets.Count > 0;
}

/// <summary>
/// Another system of Medbook asks of persons it knows by its own keys what may not be done with their data. Whom the portal does not know is
/// free. It learns nothing else, and not why.
/// </summary>
/// <remarks>GDPR 18(2).</remarks>
public sealed class AskRestrictions(IDbContextFactory<PortalDb> dbs, AskedPersons asked, Guard guard, TimeProvider clock)
{
    /// <param name="who">The system whose key was right.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="persons">Keys of persons; at most <see cref="AskedPersons.Most"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>An answer for each, in the order of the question; <see cref="NotFound"/> where there is no such source for this system.</returns>
    public async Task<Result<IReadOnlyList<PersonLimits>>> RunAsync(Actor who, string source, IReadOnlyList<string> persons, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskRestrictions) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await asked.FindAsync(db, who, AuditAction.RestrictionsAsked, source, persons, ct);
        if (!found.IsOk) return found.Problem;
        var limits = (await RestrictionsInForce.Of(db, [.. found.Value.Values.Distinct()], BrusselsTime.Today(clock)).ToListAsync(ct)).ToLookup(limit => limit.Subject);
        return (PersonLimits[])[.. persons.Select(person => found.Value.TryGetValue(person, out var subject)
            ? new PersonLimits(
                person,
                [.. limits[subject].Select(limit => limit.Activity).Where(activity => activity.Length > 0).Distinct().Order(StringComparer.Ordinal)],
                [.. limits[subject].Where(limit => limit.Source == source).Select(limit => limit.Dataset).Distinct().Order(StringComparer.Ordinal)])
            : new PersonLimits(person, [], []))];
    }
}

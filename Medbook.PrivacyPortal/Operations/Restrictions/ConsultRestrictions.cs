using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>What is asked before data is used.</summary>
/// <param name="Source">Name of the source it lies in.</param>
/// <param name="Dataset">Identifier of its dataset.</param>
/// <param name="Subjects">Whose data.</param>
/// <param name="Activity">What it is to be used for; null where for anything the map names.</param>
public sealed record RestrictionQuestion(string Source, string Dataset, IReadOnlyList<SubjectKey> Subjects, string? Activity);

/// <summary>Whose data may not be used, and which limits say so; whoever is not in it is free.</summary>
/// <param name="ByPerson">The limits of each person.</param>
public sealed record RestrictionAnswer(IReadOnlyDictionary<SubjectKey, IReadOnlyList<Guid>> ByPerson)
{
    /// <summary>Whether a person's data may not be used.</summary>
    public bool Restricts(SubjectKey subject) => ByPerson.ContainsKey(subject);
}

/// <summary>The one question before data of persons is used: of whom it may not be. Every path that uses data asks it, batch by batch.</summary>
/// <remarks>GDPR 18(2). What a person does with their own data is their consent.</remarks>
public sealed class ConsultRestrictions(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    /// <summary>Most persons of one batch.</summary>
    public const int MostPersons = 1000;

    /// <returns>Who is limited; or <see cref="NotFound"/> where the map has no such dataset, of which nobody can say anything.</returns>
    public async Task<Result<RestrictionAnswer>> RunAsync(Actor who, RestrictionQuestion question, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ConsultRestrictions) is { } denied) return denied;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(question.Subjects.Count, MostPersons);
        if (sources.Find(question.Source)?.Map.Find(question.Dataset) is not { } dataset) return new NotFound();
        string[] uses = question.Activity is { } activity ? [activity] : [.. dataset.Activities];
        await using var db = await dbs.CreateDbContextAsync(ct);
        var limits = await RestrictionsInForce.Of(db, question.Subjects, BrusselsTime.Today(clock)).ToListAsync(ct);
        return new RestrictionAnswer(limits.Where(limit => limit.Target.Covers(question.Source, question.Dataset, uses))
            .GroupBy(limit => limit.Subject, limit => limit.Id)
            .ToDictionary(limited => limited.Key, IReadOnlyList<Guid> (limited) => [.. limited]));
    }
}

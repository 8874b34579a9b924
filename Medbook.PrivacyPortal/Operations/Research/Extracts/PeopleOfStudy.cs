using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>Whose data a study may use: their consent to it stands, they are still known here, and nothing limits its use.</summary>
/// <remarks>GDPR 6(1)(a), 7(3), 18(2); rules C2, C4.</remarks>
public sealed class PeopleOfStudy(ChoicesInForce choices, ConsultRestrictions restrictions)
{
    /// <summary>Most people that are asked about at once.</summary>
    internal const int Batch = 200;

    /// <summary>Everybody whose consent stands, to be looked at batch by batch.</summary>
    internal Task<List<SubjectKey>> WhoAgreesAsync(PortalDb db, Guid study, CancellationToken ct) =>
        choices.WhoAgrees(db, Study.PurposeOf(study)).ToListAsync(ct);

    /// <summary>Those of some people whose data may be used now, each with their keys in the sources.</summary>
    internal async Task<IReadOnlyDictionary<SubjectKey, IReadOnlyDictionary<string, PersonKey>>> AllowedAsync(
        PortalDb db, Guid study, IReadOnlyList<ExtractPart> parts, IReadOnlyList<SubjectKey> people, CancellationToken ct)
    {
        var agreeing = choices.WhoAgrees(db, Study.PurposeOf(study));
        var allowed = (await db.Subjects.Where(s => people.Contains(s.Key) && agreeing.Contains(s.Key)).Select(s => s.Key).ToListAsync(ct)).ToHashSet();
        foreach (var part in parts)
        {
            // Whose use of one kind of record is limited is left out whole: half a person is a false one.
            var limits = await restrictions.RunAsync(Actor.Portal, new RestrictionQuestion(part.Source.Name, part.Dataset.Id, people, ExtractPart.Activity), ct);
            if (!limits.IsOk) throw new InvalidOperationException(limits.Problem.Code);
            allowed.RemoveWhere(limits.Value.Restricts);
        }
        var sources = parts.Select(part => part.Source.Name).Distinct().ToList();
        var links = await db.SubjectLinks.AsNoTracking().Where(l => people.Contains(l.Subject) && sources.Contains(l.Source) && l.PersonKey != null).ToListAsync(ct);
        return links.Where(link => allowed.Contains(link.Subject)).GroupBy(link => link.Subject).ToDictionary(
            links => links.Key, IReadOnlyDictionary<string, PersonKey> (links) => links.ToDictionary(link => link.Source, link => PersonKey.TryParse(link.PersonKey!, out var key) ? key : throw new FormatException(link.Source)));
    }
}

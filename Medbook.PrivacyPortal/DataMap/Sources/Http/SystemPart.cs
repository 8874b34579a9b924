using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Some rows of a dataset, and what an erasing does to them, in the words of the protocol.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Erasure">What becomes of them.</param>
/// <param name="OnlyAlone">Whether it is done only to rows that are about nobody else.</param>
internal sealed record SystemPart(SystemRows Rows, SystemErasure Erasure, bool OnlyAlone = false)
{
    private static readonly SystemErasure Taking = new(Takes: true, []);

    /// <summary>What an erasing does to the rows of a dataset, part by part; nothing where it does nothing.</summary>
    public static IReadOnlyList<SystemPart> Of(Dataset dataset, Reach reach)
    {
        if (reach.Meant(dataset) is not { } meant || (meant.BegunBy is not null && dataset.Retention.Anchor is null)) return [];
        var rows = new SystemRows
        {
            Person = meant.Person?.ToString(),
            Except = meant.Except.Count == 0 ? null : [.. meant.Except.Select(person => person.ToString())],
            Begun = meant.BegunBy is { } last ? new(dataset.Retention.Anchor!.Column, last) : null,
        };
        return meant.IsEverybodys ? OfEverybody(dataset, rows) : OfPerson(dataset, rows);
    }

    // In the order in which it is done: a row that goes, goes whole; and what all its persons have in common changes as long as it leads to the person.
    private static IReadOnlyList<SystemPart> OfPerson(Dataset dataset, SystemRows theirs)
    {
        var (going, staying) = (dataset.People.Where(role => !RowErasure.Stays(role)).ToList(), dataset.People.Where(RowErasure.Stays).ToList());
        if (staying.Count == 0) return going.Count == 0 ? [] : [new(theirs, Taking)];
        return
        [
            .. going.Select(role => new SystemPart(InRole(role), Taking)),
            .. Changing(theirs, RowErasure.Common(dataset), onlyAlone: dataset.People.Count > 1),
            .. staying.SelectMany(role => Changing(InRole(role), RowErasure.Own(dataset, role), onlyAlone: false)),
        ];

        SystemRows InRole(PersonRole role) => dataset.People.Count == 1 ? theirs : theirs with { Role = role.Name };
    }

    private static IReadOnlyList<SystemPart> OfEverybody(Dataset dataset, SystemRows rows) => PeriodReach.Deletes(dataset) ? [new(rows, Taking)]
        : [.. Changing(rows, RowErasure.Common(dataset).Concat(dataset.People.SelectMany(role => RowErasure.Own(dataset, role))), onlyAlone: false)];

    private static IEnumerable<SystemPart> Changing(SystemRows rows, IEnumerable<Field> fields, bool onlyAlone) =>
        RowErasure.Changing(fields).Select(Of).ToList() is { Count: > 0 } changes ? [new(rows, new(Takes: false, changes), onlyAlone)] : [];

    private static SystemFieldErasure Of(Field field) => field.Erasure.Action switch
    {
        ErasureAction.Mask => new(field.Column, "mask", field.Erasure.Mask),
        ErasureAction.Hash => new(field.Column, "hash"),
        _ => new(field.Column, "null"),
    };
}

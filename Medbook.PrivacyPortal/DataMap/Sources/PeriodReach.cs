using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// Everybody's rows whose period began no later than on a day of their dataset. The period has ended for all persons of a row at once:
/// what the map would do for any of them is done, and nobody else keeps it.
/// </summary>
/// <remarks>GDPR 5(1)(e); policy 5.</remarks>
public sealed class PeriodReach : EverybodysReach
{
    private readonly IReadOnlyDictionary<string, DateOnly> lastStarts;
    private readonly PersonKey? of;
    private readonly IReadOnlyList<PersonKey> except;

    /// <summary>The rows of some datasets.</summary>
    /// <param name="lastStarts">By identifier of a dataset the last day on which a period began that has ended; rows of other datasets are not meant.</param>
    public PeriodReach(IReadOnlyDictionary<string, DateOnly> lastStarts) : this(lastStarts, null, []) { }

    private PeriodReach(IReadOnlyDictionary<string, DateOnly> lastStarts, PersonKey? of, IReadOnlyList<PersonKey> except) =>
        (this.lastStarts, this.of, this.except) = (lastStarts, of, except);

    internal override bool IsReadThrough => of is null;

    /// <summary>Whether the end of a period in the dataset can be told by the database.</summary>
    public static bool CanTell(Dataset dataset) =>
        dataset.Retention is { Rule: RetentionRule.Period, AtLeast: false, Anchor.Type: var words } && SortableDate.CanSort(words);

    /// <summary>Whether anything happens to rows of the dataset when their period ends.</summary>
    public static bool Touches(Dataset dataset) => Deletes(dataset) || RowErasure.Touches(dataset);

    /// <summary>Whether rows of the dataset are deleted when their period ends; else they lose what points to a person.</summary>
    public static bool Deletes(Dataset dataset) =>
        dataset.People.Count == 0 ? dataset.Erasure.Action == ErasureAction.Delete : RowErasure.Deletes(dataset);

    /// <summary>Those of them that are a person's.</summary>
    public PeriodReach Of(PersonKey person) => new(lastStarts, person, except);

    /// <summary>Those of them that are none of these persons'.</summary>
    public PeriodReach Without(IReadOnlyList<PersonKey> persons) => new(lastStarts, of, persons);

    internal override string Rows(Conditions conditions, Dataset dataset, string alias)
    {
        if (!lastStarts.TryGetValue(dataset.Id, out var last) || PeriodStart.Of(conditions, dataset, alias) is not { } start) return "1 = 0";
        var rows = conditions.OfDataset(dataset, alias);
        var ended = start.NoLaterThan(last);
        return of is { } person ? Conditions.And([rows, conditions.OfPerson(dataset, alias, person), Conditions.OfFound(ended)])
            : Conditions.And([rows, ended, .. except.Select(one => $"({conditions.OfPerson(dataset, alias, one)}) IS NOT TRUE")]);
    }

    internal override ReachedRows? Meant(Dataset dataset) => !lastStarts.TryGetValue(dataset.Id, out var last) ? null
        : new(IsEverybodys: true) { Person = of, Except = except, BegunBy = last };

    // A row whose period begins in another row would be kept for ever without it.
    internal override IEnumerable<WayThrough> WaysThrough(Dataset dataset, string table)
    {
        var steps = dataset.Retention.Anchor?.Steps ?? [];
        IReadOnlyList<string> all = [.. dataset.People.SelectMany(role => role.Paths).SelectMany(path => path.Columns).Select(column => column.Column)];
        return Enumerable.Range(0, steps.Count).Where(i => steps[i].Table == table).Select(i => new WayThrough([.. steps.Take(i + 1)], all));
    }
}

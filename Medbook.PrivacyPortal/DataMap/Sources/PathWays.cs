using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>The ways from a dataset's rows to a person, on through the datasets that its paths end <c>via</c>.</summary>
internal static class PathWays
{
    private const int DeepestVia = 16;

    /// <summary>
    /// Every way on which rows of a dataset lead through rows of a table, as the steps to them. A foreign key on the way counts as a
    /// step, where the deletion of the row it points at would take a row of the way with it, or change a column of it.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="schema">Its live schema.</param>
    /// <param name="dataset">The dataset whose rows lead.</param>
    /// <param name="table">The table.</param>
    public static IEnumerable<WayThrough> Through(Source source, LiveSchema schema, Dataset dataset, string table)
    {
        foreach (var way in Of(source, dataset, DeepestVia))
        {
            for (var length = 0; length <= way.Steps.Count; length++)
            {
                IReadOnlyList<PathStep> steps = [.. way.Steps.Take(length)];
                if (length > 0 && steps[^1].Table == table) yield return new(steps, []);
                var here = length == 0 ? dataset.Table : steps[^1].Table;
                foreach (var key in schema.Find(here)?.ForeignKeys.Where(key => key.ReferencedTable == table && Breaks(key, way, length)) ?? [])
                {
                    yield return new([.. steps, Step(key)], length == 0 ? key.Columns : []);
                }
            }
        }
    }

    /// <summary>Whether the rows of a dataset lead to the person by a column of a foreign key.</summary>
    public static bool Uses(Source source, Dataset dataset, LiveForeignKey key) => Of(source, dataset, DeepestVia).Any(way => Used(way, 0).Any(key.Columns.Contains));

    private static bool Breaks(LiveForeignKey key, Way way, int at) => key.OnDelete switch
    {
        LiveDeleteAction.Refuse => false,
        // Rows of the dataset itself that would be deleted along are looked at as what points.
        LiveDeleteAction.Cascade => at > 0,
        _ => Used(way, at).Any(key.Columns.Contains),
    };

    private static IEnumerable<string> Used(Way way, int at)
    {
        var to = at == 0 ? [] : way.Steps[at - 1].Pairs.Select(pair => pair.To.Column);
        var from = at == way.Steps.Count ? way.Columns : way.Steps[at].Pairs.Select(pair => pair.From.Column);
        return to.Concat(from);
    }

    private static PathStep Step(LiveForeignKey key) =>
        new(key.ReferencedTable, [.. key.Columns.Zip(key.ReferencedColumns, (from, to) => new ColumnPair(from, to))], Filter.None);

    private static IEnumerable<Way> Of(Source source, Dataset dataset, int depth)
    {
        foreach (var path in dataset.People.SelectMany(role => role.Paths))
        {
            if (path.Via is null || depth == 0 || source.Find(path.Via) is not { } via) yield return new(path.Steps, [.. path.Columns.Select(c => c.Column)]);
            else foreach (var on in Of(source, via, depth - 1)) yield return new([.. path.Steps, .. on.Steps], on.Columns);
        }
    }

    private sealed record Way(IReadOnlyList<PathStep> Steps, IReadOnlyList<string> Columns);
}

/// <summary>A way through the rows of a table.</summary>
/// <param name="Steps">The steps to those rows.</param>
/// <param name="Lost">Columns of the row that leads, which change when the row it leads through is deleted.</param>
internal sealed record WayThrough(IReadOnlyList<PathStep> Steps, IReadOnlyList<string> Lost);

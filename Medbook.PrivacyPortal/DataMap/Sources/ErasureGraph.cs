using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Which dataset has to be erased before which, and where a circle of them is broken.</summary>
/// <remarks>
/// Rows of one table are not put in order here: within a dataset <see cref="RowNeeds"/> looks at each row. A circle is broken at
/// a foreign key that may be NULL: the rows that will go are unhooked before the rows they point at are deleted.
/// </remarks>
internal sealed class ErasureGraph
{
    private readonly Source source;
    private readonly LiveSchema schema;
    private readonly Dictionary<(Dataset First, Dataset Then), List<Reason>> edges = [];
    private readonly List<Dataset> order = [];
    private readonly HashSet<LiveForeignKey> unhooked = [];
    private readonly List<Dataset> circle = [];

    private ErasureGraph(Source source, LiveSchema schema) => (this.source, this.schema) = (source, schema);

    /// <summary>The datasets in their order.</summary>
    public IReadOnlyList<Dataset> Order => order;

    /// <summary>The datasets of a circle that cannot be broken, the first one at both ends; empty where there is none.</summary>
    public IReadOnlyList<Dataset> Circle => circle;

    /// <summary>The graph of a source.</summary>
    public static ErasureGraph Of(Source source, LiveSchema schema)
    {
        var graph = new ErasureGraph(source, schema);
        var datasets = source.Datasets.Where(d => schema.Find(d.Table) is not { IsView: true }).ToList();
        graph.Connect(datasets);
        graph.Sort(datasets);
        return graph;
    }

    /// <summary>Whether rows that point by this key are unhooked before the row they point at goes, instead of going first.</summary>
    public bool Unhooks(LiveTable table, LiveForeignKey key) =>
        unhooked.Contains(key) || (key.ReferencedTable == table.Name && MayBeNull(table, key));

    /// <summary>Whether a pointer can be set to NULL.</summary>
    public static bool MayBeNull(LiveTable table, LiveForeignKey key) => key.Columns.Any(column => table.Find(column) is { Nullable: true, Generated: false });

    private void Connect(List<Dataset> datasets)
    {
        foreach (var dataset in datasets)
        {
            var others = datasets.Where(d => d.Table != dataset.Table).ToList();
            foreach (var through in others.Where(d => PathWays.Through(source, schema, dataset, d.Table).Any()))
            {
                // What no erasure touches neither loses its path nor breaks one.
                Add(dataset, through, new(null, Matters: RowErasure.Touches(dataset) && RowErasure.Touches(through)));
            }
            if (others.Find(d => d.Id == dataset.CopyOf) is { } origin) Add(dataset, origin, new(null, Matters: true));
            if (schema.Find(dataset.Table) is not { } table) continue;
            foreach (var key in table.ForeignKeys.Where(key => key.OnDelete is LiveDeleteAction.Refuse or LiveDeleteAction.Cascade))
            {
                foreach (var pointedAt in others.Where(d => d.Table == key.ReferencedTable && RowErasure.Deletes(d)))
                {
                    Add(dataset, pointedAt, new(key, Matters: !MayBeNull(table, key) || !RowErasure.Deletes(dataset) || PathWays.Uses(source, dataset, key)));
                }
            }
        }
    }

    private void Add(Dataset first, Dataset then, Reason reason)
    {
        if (!edges.TryGetValue((first, then), out var reasons)) edges[(first, then)] = reasons = [];
        reasons.Add(reason);
    }

    private void Sort(List<Dataset> remaining)
    {
        while (remaining.Count > 0)
        {
            if (remaining.Find(d => !remaining.Exists(other => edges.ContainsKey((other, d)))) is { } next)
            {
                order.Add(next);
                remaining.Remove(next);
            }
            else
            {
                Break(CircleAmong(remaining));
            }
        }
    }

    private void Break(List<Dataset> way)
    {
        var pairs = way.Zip(way.Skip(1)).ToList();
        // Rather an order that is only a wish than a pointer that is cut, and that rather than nothing.
        var weakest = pairs.MinBy(pair => edges[pair].Max(reason => reason.Matters ? 2 : reason.Key is null ? 0 : 1));
        if (edges[weakest].Exists(reason => reason.Matters))
        {
            if (circle.Count == 0) circle.AddRange(way);
        }
        else
        {
            unhooked.UnionWith(edges[weakest].Select(reason => reason.Key).OfType<LiveForeignKey>());
        }
        edges.Remove(weakest);
    }

    // Everything that remains waits for something that remains: walking back must come round.
    private List<Dataset> CircleAmong(List<Dataset> remaining)
    {
        var way = new List<Dataset> { remaining[0] };
        while (true)
        {
            var before = remaining.First(d => edges.ContainsKey((d, way[0])));
            var seen = way.IndexOf(before);
            way.Insert(0, before);
            if (seen >= 0) return way[..(seen + 2)];
        }
    }

    /// <summary>Why one dataset goes before another.</summary>
    /// <param name="Key">The foreign key that points; null for a path.</param>
    /// <param name="Matters">Whether it cannot be otherwise.</param>
    private sealed record Reason(LiveForeignKey? Key, bool Matters);
}

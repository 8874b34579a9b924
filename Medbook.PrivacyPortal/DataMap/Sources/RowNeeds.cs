using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Which rows of a batch must stay for now, because rows that are still there need them.</summary>
/// <remarks>
/// Datasets are erased in an order in which this hardly happens: what is left then are rows that are held, that are another
/// person's, or that stand in the same table.
/// </remarks>
internal sealed class RowNeeds
{
    private const string Row = "r";
    private const string Other = "o";

    private readonly Source source;
    private readonly SourceSchema schema;
    private readonly Dataset dataset;
    private readonly Reach reach;
    private readonly IReadOnlyList<Pointer> pointers;
    private readonly IReadOnlyList<(Dataset Dataset, WayThrough Way)> ways;

    public RowNeeds(Source source, SourceSchema schema, ErasureGraph graph, Dataset dataset, Reach reach)
    {
        (this.source, this.schema, this.dataset, this.reach) = (source, schema, dataset, reach);
        pointers = reach.MayTake(dataset) ? Pointer.At(source, schema.Live, graph, dataset) : [];
        ways = [.. source.Datasets
            .Where(d => (reach.MayTake(d) || RowErasure.Touches(d)) && !Pointer.IsCopyOf(d, dataset) && schema.Live.Find(d.Table) is { IsView: false })
            .SelectMany(d => PathWays.Through(source, schema.Live, d, dataset.Table).Concat(reach.WaysThrough(d, dataset.Table)).Select(way => (d, way)))];
    }

    /// <summary>Whether no row can be needed by another.</summary>
    /// <param name="spared">Identifiers of the datasets with rows that stay as they are.</param>
    public bool AreNone(IReadOnlyCollection<string> spared) =>
        ways.Count == 0 && pointers.All(pointer => !pointer.Holds && !pointer.Datasets.Any(d => spared.Contains(d.Id)));

    /// <summary>Whether rows of the dataset's own table may need each other.</summary>
    public bool AreMutual => ways.Any(way => way.Dataset.Table == dataset.Table) || pointers.Any(pointer => pointer.Table.Name == dataset.Table);

    /// <summary>Pointers at these rows that are set to NULL before the rows go.</summary>
    public IEnumerable<Pointer> Unhooked => pointers.Where(pointer => pointer is { IsUnhooked: true, Holds: true });

    /// <summary>The rows among some that another row needs, which is not among them: a query for each reason.</summary>
    public IEnumerable<Sql> Needed(Dialect dialect, IReadOnlyList<string> keys)
    {
        // Alternatives in one query would be worked through table by table, and not row by row.
        foreach (var pointer in pointers.Where(pointer => pointer.Holds)) yield return Needed(dialect, keys, (sql, conditions) => Pointing(sql, conditions, pointer, keys));
        foreach (var (other, way) in ways) yield return Needed(dialect, keys, (sql, conditions) => Leading(sql, conditions, other, way, keys));
    }

    /// <summary>Pairs of a row among some and a row that points at it, in the datasets with rows that stay, where that pointer would change.</summary>
    public IEnumerable<(Dataset Pointing, Sql Sql)> Pointers(Dialect dialect, IReadOnlyList<string> keys, IReadOnlyCollection<string> spared)
    {
        foreach (var pointer in pointers.Where(pointer => pointer.IsUnhooked || !pointer.Holds))
        {
            foreach (var other in pointer.Datasets.Where(d => spared.Contains(d.Id) && d.Key.Count > 0))
            {
                var sql = new Sql(dialect);
                var conditions = Knowing(sql);
                yield return (other, sql.Append($"SELECT {KeyOf(dialect, dataset, Row)}, {KeyOf(dialect, other, Other)}")
                    .Append($" FROM {dialect.Table(dataset.Table)} {Row}, {dialect.Table(other.Table)} {Other}")
                    .Append($" WHERE ({pointer.From(Other, Row)}) AND ({conditions.OfKeys(dataset, Row, keys)}) AND {Conditions.OfFound(conditions.OfDataset(other, Other))}"));
            }
        }
    }

    /// <summary>Sets to NULL what points at some rows, in rows of the person that will go.</summary>
    public Sql Unhook(Dialect dialect, Pointer pointer, IReadOnlyList<string> keys)
    {
        var sql = new Sql(dialect);
        var conditions = Knowing(sql, changing: pointer.Table.Name);
        var cleared = pointer.Key.Columns.Where(column => pointer.Table.Find(column) is { Nullable: true, Generated: false });
        var rows = $"SELECT {Columns(pointer.Key.ReferencedColumns, Row)} FROM {dialect.Table(dataset.Table)} {Row} WHERE {conditions.OfKeys(dataset, Row, keys)}";
        return sql.Append($"UPDATE {dialect.Table(pointer.Table.Name)} AS {Other} SET {string.Join(", ", cleared.Select(column => $"{Dialect.Quote(column)} = NULL"))}")
            .Append($" WHERE ({Columns(pointer.Key.Columns, Other)}) IN ({rows}) AND {Conditions.OfFound(WillGo(sql, conditions, pointer))} RETURNING 1");
    }

    /// <summary>The key of a row of a dataset, as it is selected.</summary>
    public static string KeyOf(Dialect dialect, Dataset dataset, string alias) =>
        string.Join(", ", dataset.Key.Select(column => dialect.SelectComparable($"{alias}.{Dialect.Quote(column)}")));

    private Conditions Knowing(Sql sql, string? changing = null) => new(sql, schema, source) { RowsAreKnown = true, Changing = changing };

    private Sql Needed(Dialect dialect, IReadOnlyList<string> keys, Func<Sql, Conditions, string> need)
    {
        var sql = new Sql(dialect);
        var conditions = Knowing(sql);
        return sql.Append($"SELECT {KeyOf(dialect, dataset, Row)} FROM {dialect.Table(dataset.Table)} {Row}")
            .Append($" WHERE ({conditions.OfKeys(dataset, Row, keys)}) AND {need(sql, conditions)}");
    }

    private string Pointing(Sql sql, Conditions conditions, Pointer pointer, IReadOnlyList<string> keys)
    {
        var which = pointer.IsUnhooked ? $"({WillGo(sql, conditions, pointer)}) IS NOT TRUE"
            : pointer.Table.Name == dataset.Table ? $"NOT ({conditions.OfKeys(dataset, Other, keys)})" : "1 = 1";
        return $"EXISTS (SELECT 1 FROM {sql.Dialect.Table(pointer.Table.Name)} {Other} WHERE {Conditions.And([pointer.From(Other, Row), which])})";
    }

    private string WillGo(Sql sql, Conditions conditions, Pointer pointer) => Conditions.Or(pointer.Datasets.Where(reach.MayTake).Select(other =>
    {
        var erasure = new RowErasure(sql, conditions, schema, other, reach);
        return Conditions.And([erasure.Theirs(Other), erasure.Takes(Other)]);
    })) ?? "1 = 0";

    // A row that would lose its way to the person before it is erased could never be found again.
    private string Leading(Sql sql, Conditions conditions, Dataset other, WayThrough way, IReadOnlyList<string> keys)
    {
        var alias = sql.NewAlias();
        var erasure = new RowErasure(sql, conditions, schema, other, reach);
        return conditions.LedThrough(other.Table, alias, way.Steps, Row,
        [
            Conditions.OfFound(reach.Leading(conditions, other, alias)), Conditions.OfFound(erasure.Left(alias)), $"({reach.Directly(conditions, other, alias, way.Lost)}) IS NOT TRUE",
            other.Table == dataset.Table ? $"NOT ({conditions.OfKeys(dataset, alias, keys)})" : "1 = 1",
        ]);
    }

    private static string Columns(IEnumerable<string> columns, string alias) => string.Join(", ", columns.Select(column => $"{alias}.{Dialect.Quote(column)}"));
}

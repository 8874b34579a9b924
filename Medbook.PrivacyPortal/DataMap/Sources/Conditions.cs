using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// Writes which rows are a dataset's and which of them are a person's.
/// </summary>
/// <remarks>
/// A path means EXISTS. It is written as nested <c>IN (SELECT …)</c>, from the row towards the person: no row multiplies,
/// and both planners work through it from the inside, that is from the person's key, over the indexes of the columns on
/// the way. SQLite answers a correlated EXISTS by reading the whole outer table instead (seen with EXPLAIN QUERY PLAN:
/// SCAN against SEARCH); PostgreSQL makes the same semi-join of either.
/// </remarks>
internal sealed class Conditions(Sql sql, SourceSchema schema, Source source)
{
    // The check refuses circles of `via`; this only keeps a map that was never checked from recursing for ever.
    private const int DeepestVia = 16;

    private readonly Dialect dialect = sql.Dialect;

    /// <summary>The rows of the dataset: its filter, or what the others on its table leave.</summary>
    public string OfDataset(Dataset dataset, string alias)
    {
        if (!dataset.Else) return Filter(dataset.Where, dataset.Table, alias);
        var taken = source.SharingTableWith(dataset).Where(d => !d.Else)
            .Select(d => $"({Filter(d.Where, d.Table, alias)}) IS NOT TRUE");
        return And([Filter(dataset.Where, dataset.Table, alias), .. taken]);
    }

    /// <summary>The conditions of a filter; <c>1 = 1</c> for every row.</summary>
    public string Filter(Filter filter, string table, string alias) =>
        And(filter.Conditions.Select(condition => Condition(condition, table, alias)));

    /// <summary>Whether a row belongs to the person in any role.</summary>
    public string OfPerson(Dataset dataset, string alias, PersonKey person) =>
        OfPerson(dataset, alias, person, DeepestVia, isAlternative: false) ?? "1 = 0";

    /// <summary>Whether a row belongs to the person in one role.</summary>
    public string OfRole(Dataset dataset, PersonRole role, string alias, PersonKey person) =>
        Or(role.Paths.Select(path => Path(path, dataset.Table, alias, person, DeepestVia, isAlternative: true))) ?? "1 = 0";

    /// <summary>Goes along steps to a condition at their end.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="table">The table they start from.</param>
    /// <param name="alias">Its alias.</param>
    /// <param name="end">The condition, from the last table and its alias; null where nothing can match.</param>
    /// <param name="isAlternative">Whether the result stands under an OR.</param>
    public string? Along(
        IReadOnlyList<PathStep> steps, string table, string alias, Func<string, string, string?> end, bool isAlternative)
    {
        if (steps.Count == 0) return end(table, alias);
        var step = steps[0];
        var next = sql.NewAlias();
        if (Along([.. steps.Skip(1)], step.Table, next, end, isAlternative: false) is not { } rest) return null;

        var pairs = step.Pairs.Select(pair => Pair(pair, alias, next)).ToList();
        var query = $"SELECT {string.Join(", ", pairs.Select(p => p.To))} FROM {dialect.Table(step.Table)} {next}"
            + $" WHERE {And([Filter(step.Where, step.Table, next), rest])}";
        if (pairs.Count > 1) return $"({string.Join(", ", pairs.Select(p => p.From))}) IN ({query})";
        return isAlternative ? dialect.AmongAlternative(pairs[0].From, query) : $"{pairs[0].From} IN ({query})";
    }

    /// <summary>The FROM and WHERE of a query that follows one row along steps.</summary>
    /// <param name="steps">The steps; at least one.</param>
    /// <param name="alias">The alias of the row, in the query around this one.</param>
    /// <param name="last">The alias of the last table.</param>
    public string Joined(IReadOnlyList<PathStep> steps, string alias, out string last)
    {
        var tables = new List<string>();
        var all = new List<string>();
        last = alias;
        foreach (var step in steps)
        {
            var next = sql.NewAlias();
            tables.Add($"{dialect.Table(step.Table)} {next}");
            foreach (var pair in step.Pairs)
            {
                var (from, to) = Pair(pair, last, next);
                all.Add($"{from} = {to}");
            }
            all.Add(Filter(step.Where, step.Table, next));
            last = next;
        }
        return $"FROM {string.Join(", ", tables)} WHERE {And(all)}";
    }

    /// <summary>Whether a column holds an address, without regard to upper and lower case.</summary>
    public string IsAddress(ColumnValue column, string table, string alias, string address)
    {
        var parameters = AddressForms.Of(address).Select(form => sql.Value(form)).ToList();
        var live = schema.Column(table, column.Column);
        return column with { Lowercase = false } is { IsPlain: true }
            && (live?.Type == "citext" || schema.Folded.Contains((table, column.Column)))
            ? dialect.FoldedIn(ColumnOf(column, alias), parameters, live?.Type ?? "")
            : $"{dialect.AsciiLower(Expression(column, alias))} IN ({string.Join(", ", parameters)})";
    }

    /// <summary>Whether columns hold a key that is known as text.</summary>
    public string HoldsKey(IReadOnlyList<ColumnValue> columns, string table, string alias, IReadOnlyList<string> key) =>
        columns.Count == key.Count ? And(columns.Select((column, i) => Holds(column, table, alias, key[i]))) : "1 = 0";

    public static string And(IEnumerable<string> conditions)
    {
        var all = conditions.Where(c => c != "1 = 1").ToList();
        return all.Count == 0 ? "1 = 1" : string.Join(" AND ", all.Select(c => all.Count == 1 ? c : $"({c})"));
    }

    private static string? Or(IEnumerable<string?> conditions)
    {
        var all = conditions.OfType<string>().ToList();
        return all.Count == 0 ? null : string.Join(" OR ", all.Select(c => all.Count == 1 ? c : $"({c})"));
    }

    private string? OfPerson(Dataset dataset, string alias, PersonKey person, int depth, bool isAlternative)
    {
        var paths = dataset.People.SelectMany(role => role.Paths).ToList();
        return Or(paths.Select(path => Path(path, dataset.Table, alias, person, depth, isAlternative || paths.Count > 1)));
    }

    private string? Path(PersonPath path, string table, string alias, PersonKey person, int depth, bool isAlternative) =>
        Along(path.Steps, table, alias, (last, end) => path.Via is { } via
            ? Via(via, end, person, depth - 1)
            : path.Identity == person.Identity ? End(path, last, end, person) : null, isAlternative);

    private string? Via(string id, string alias, PersonKey person, int depth)
    {
        if (depth == 0 || source.Find(id) is not { } dataset) return null;
        return OfPerson(dataset, alias, person, depth, isAlternative: false) is { } owned
            ? And([OfDataset(dataset, alias), owned]) : null;
    }

    private string End(PersonPath path, string table, string alias, PersonKey person) =>
        source.FindIdentity(path.Identity) is { IsAddress: true } && path.Columns.Count == 1
            ? IsAddress(path.Columns[0], table, alias, person.Values[0])
            : HoldsKey(path.Columns, table, alias, person.Values);

    private string Holds(ColumnValue column, string table, string alias, string key)
    {
        if (column.IsPlain)
        {
            var values = dialect.KeyValues(key, schema.Column(table, column.Column)).Select(value => sql.Value(value)).ToList();
            return values.Count == 1
                ? $"{ColumnOf(column, alias)} = {values[0]}" : $"{ColumnOf(column, alias)} IN ({string.Join(", ", values)})";
        }
        // Cutting a prefix off the column is the same as putting it before the key, and leaves the column to its index.
        if (IsPrefixOnly(column)) return $"{ColumnOf(column, alias)} = {sql.Value(column.StripPrefix + key)}";
        var folded = column.Lowercase ? key.ToLowerInvariant() : key;
        return dialect.CastValue(folded, column.Cast ?? FieldType.Text) is { } value
            ? $"{Expression(column, alias)} = {sql.Value(value)}" : "1 = 0";
    }

    private (string From, string To) Pair(ColumnPair pair, string from, string to) =>
        IsPrefixOnly(pair.From)
            ? (ColumnOf(pair.From, from), $"{sql.Value(pair.From.StripPrefix)} || {dialect.AsText(Expression(pair.To, to))}")
            : (Expression(pair.From, from), Expression(pair.To, to));

    private static bool IsPrefixOnly(ColumnValue column) =>
        column.StripPrefix is not null && column with { StripPrefix = null } is { IsPlain: true };

    private string Condition(Condition condition, string table, string alias)
    {
        var column = $"{alias}.{Dialect.Quote(condition.Column)}";
        var live = schema.Column(table, condition.Column);
        var values = condition.Values.OfType<object>().Select(value => sql.Value(dialect.FilterValue(value, live))).ToList();
        var alternatives = new List<string>();
        if (values.Count == 1) alternatives.Add($"{column} = {values[0]}");
        if (values.Count > 1) alternatives.Add($"{column} IN ({string.Join(", ", values)})");
        if (condition.Values.Contains(null)) alternatives.Add($"{column} IS NULL");
        return Or(alternatives) ?? "1 = 0";
    }

    /// <summary>The column with its changes, in the order the map gives them.</summary>
    private string Expression(ColumnValue column, string alias)
    {
        var expression = ColumnOf(column, alias);
        if (column.StripPrefix is { } prefix)
        {
            var text = dialect.AsText(expression);
            var length = prefix.EnumerateRunes().Count();
            expression = string.Create(CultureInfo.InvariantCulture,
                $"CASE WHEN substr({text}, 1, {length}) = {sql.Value(prefix)} THEN substr({text}, {length + 1}) END");
        }
        foreach (var (search, replacement) in column.Replace)
        {
            expression = $"replace({dialect.AsText(expression)}, {sql.Value(search)}, {sql.Value(replacement)})";
        }
        if (column.Lowercase) expression = dialect.AsciiLower(expression);
        return column.Cast is { } type ? dialect.Cast(expression, type) : expression;
    }

    private static string ColumnOf(ColumnValue column, string alias) => $"{alias}.{Dialect.Quote(column.Column)}";
}

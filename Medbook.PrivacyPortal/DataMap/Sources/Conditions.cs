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

    /// <summary>The query that is being written.</summary>
    public Sql Sql => sql;

    /// <summary>The live schema.</summary>
    public SourceSchema Schema => schema;

    /// <summary>
    /// Whether the query knows its rows by their keys, instead of looking for a person's. From a known row, a step to one row is
    /// followed row by row: all that the person has need not be collected for a few keys.
    /// </summary>
    public bool RowsAreKnown { get; init; }

    /// <summary>The table that the statement changes: a step there would see what it changed already, and is collected before.</summary>
    public string? Changing { get; init; }

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
        if (LeadsToOne(step))
        {
            return $"EXISTS (SELECT 1 FROM {dialect.Table(step.Table)} {next} WHERE "
                + $"{And([.. pairs.Select(p => $"{p.From} = {p.To}"), Filter(step.Where, step.Table, next), rest])})";
        }
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
        last = Join(steps, alias, tables, all);
        return $"FROM {string.Join(", ", tables)} WHERE {And(all)}";
    }

    /// <summary>Whether a row of a table leads through the row of an alias.</summary>
    /// <param name="table">The table of the row that leads.</param>
    /// <param name="start">A new alias for it.</param>
    /// <param name="steps">The steps; the last one joins the row of <paramref name="end"/>.</param>
    /// <param name="end">The alias of the row, in the query around this one.</param>
    /// <param name="further">What else must hold for the row that leads.</param>
    public string LedThrough(string table, string start, IReadOnlyList<PathStep> steps, string end, IEnumerable<string> further)
    {
        var tables = new List<string> { $"{dialect.Table(table)} {start}" };
        var all = new List<string>();
        var last = Join([.. steps.SkipLast(1)], start, tables, all);
        JoinTo(steps[^1], last, end, all);
        return $"EXISTS (SELECT 1 FROM {string.Join(", ", tables)} WHERE {And([.. all, .. further])})";
    }

    /// <summary>Whether a row leads to anybody but the person, in any role.</summary>
    public string OfOthers(Dataset dataset, string alias, PersonKey person) => OfOthers(dataset, alias, person, DeepestVia) ?? "1 = 0";

    /// <summary>Whether a row holds the person's key itself, without any step and in none of some columns.</summary>
    public string OfPersonDirectly(Dataset dataset, string alias, PersonKey person, IReadOnlyList<string> except) =>
        Or(dataset.People.SelectMany(role => role.Paths)
            .Where(path => path is { Steps.Count: 0, Via: null } && path.Identity == person.Identity && !path.Columns.Any(c => except.Contains(c.Column)))
            .Select(path => End(path, dataset.Table, alias, person))) ?? "1 = 0";

    /// <summary>The rows of some keys, as <see cref="SourceRow.Key"/> writes them.</summary>
    public string OfKeys(Dataset dataset, string alias, IEnumerable<string> keys)
    {
        var all = keys.Select(key => KeyText.Split(key, dataset.Key.Count)).OfType<IReadOnlyList<string>>().ToList();
        if (all.Count == 0) return "1 = 0";
        return dialect.AmongKeys(sql, schema, dataset, alias, all)
            // In groups: SQLite bounds how deep an expression is, and not how wide.
            ?? Or(all.Chunk(100).Select(some => Or(some.Select(key => HoldsKey([.. dataset.Key.Select(c => (ColumnValue)c)], dataset.Table, alias, key)))))!;
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

    /// <summary>
    /// A condition on rows that are found by something better: it is asked of each of them and looked up in no index. SQLite would
    /// otherwise read all rows of the person by the index on their key, for each few rows that it is given the keys of.
    /// </summary>
    public static string OfFound(string condition) => condition is "1 = 1" ? condition : $"({condition}) IS TRUE";

    public static string And(IEnumerable<string> conditions)
    {
        var all = conditions.Where(c => c != "1 = 1").ToList();
        return all.Count == 0 ? "1 = 1" : string.Join(" AND ", all.Select(c => all.Count == 1 ? c : $"({c})"));
    }

    /// <summary>Any of the conditions; null where there is none.</summary>
    public static string? Or(IEnumerable<string?> conditions)
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

    // From the row, and not from all other people: they are many, and the row is known.
    private string? OfOthers(Dataset dataset, string alias, PersonKey person, int depth) =>
        depth == 0 ? null : Or(dataset.People.SelectMany(role => role.Paths).Select(path =>
        {
            var (last, joins) = (alias, "");
            if (path.Steps.Count > 0) joins = Joined(path.Steps, alias, out last);
            var end = path.Via is not { } via ? EndOfOthers(path, path.Steps.Count == 0 ? dataset.Table : path.Steps[^1].Table, last, person)
                : source.Find(via) is { } next && OfOthers(next, last, person, depth - 1) is { } others ? And([OfDataset(next, last), others]) : null;
            return end is null || joins.Length == 0 ? end : $"EXISTS (SELECT 1 {joins} AND ({end}))";
        }));

    private string EndOfOthers(PersonPath path, string table, string alias, PersonKey person)
    {
        var filled = path.Columns.Select(column => $"{Expression(column, alias)} IS NOT NULL").ToList();
        var isAddress = source.FindIdentity(path.Identity) is { IsAddress: true };
        if (isAddress) filled.Add($"{Expression(path.Columns[0], alias)} <> ''");
        if (path.Identity == person.Identity) filled.Add($"NOT ({End(path, table, alias, person)})");
        else if (isAddress)
        {
            filled.AddRange(AddressesOf(person).Select(own =>
                $"NOT EXISTS (SELECT 1 {own.Rows} AND {dialect.AsciiLower(own.Address)} = {dialect.AsciiLower(Expression(path.Columns[0], alias))})"));
        }
        return And(filled);
    }

    // Somebody with an account is no other person under an address of their own.
    private IEnumerable<(string Rows, string Address)> AddressesOf(PersonKey person)
    {
        if (source.FindIdentity(person.Identity) is not { Table: { } table } identity) yield break;
        foreach (var address in identity.Addresses)
        {
            var first = sql.NewAlias();
            var tables = new List<string> { $"{dialect.Table(table)} {first}" };
            var all = new List<string> { HoldsKey([.. identity.Key.Select(c => (ColumnValue)c)], table, first, person.Values) };
            var last = Join(address.Steps, first, tables, all);
            yield return ($"FROM {string.Join(", ", tables)} WHERE {And(all)}", ColumnOf(address.Column, last));
        }
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

    private string Join(IReadOnlyList<PathStep> steps, string alias, List<string> tables, List<string> all)
    {
        foreach (var step in steps)
        {
            var next = sql.NewAlias();
            tables.Add($"{dialect.Table(step.Table)} {next}");
            JoinTo(step, alias, next, all);
            alias = next;
        }
        return alias;
    }

    private void JoinTo(PathStep step, string from, string to, List<string> all)
    {
        all.AddRange(step.Pairs.Select(pair => Pair(pair, from, to)).Select(pair => $"{pair.From} = {pair.To}"));
        all.Add(Filter(step.Where, step.Table, to));
    }

    private bool LeadsToOne(PathStep step) =>
        RowsAreKnown && step.Table != Changing && step.Pairs.All(pair => pair.To.IsPlain)
        && schema.Live.Find(step.Table) is { } table
        && table.Uniques.Prepend(table.PrimaryKey).Any(unique => unique.Count > 0 && unique.All(column => step.Pairs.Any(pair => pair.To.Column == column)));

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

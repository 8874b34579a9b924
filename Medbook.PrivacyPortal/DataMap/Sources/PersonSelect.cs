using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>A query for the persons with a verified address.</summary>
internal sealed class PersonSelect
{
    private const string Alias = "r";

    private PersonSelect(Sql sql, Func<DbDataReader, PersonKey> read) => (Sql, Read) = (sql, read);

    public Sql Sql { get; }

    public Func<DbDataReader, PersonKey> Read { get; }

    /// <summary>The queries of one identity, in the order they are tried; the first with rows decides.</summary>
    public static IEnumerable<PersonSelect> Of(
        Source source, SourceSchema schema, Dialect dialect, Identity identity, string address, int atMost) =>
        identity.IsAddress
            ? source.Datasets.Where(d => d.People.Any(role => role.Paths.Any(path => path.Identity == identity.Name)))
                .Select(dataset => InDataset(source, schema, dialect, dataset, new PersonKey(identity.Name, [address.ToLowerInvariant()])))
            : [InTable(source, schema, dialect, identity, address, atMost)];

    /// <summary>The queries for the person of a key, whether or not their address counts as verified; none where no identity has such a key.</summary>
    public static IEnumerable<PersonSelect> OfKey(Source source, SourceSchema schema, Dialect dialect, PersonKey person) =>
        source.FindIdentity(person.Identity) is not { } identity ? []
        : !identity.IsAddress ? person.Values.Count == identity.Key.Count ? [InTable(source, schema, dialect, identity, person)] : []
        : person.Values.Count == 1 ? Of(source, schema, dialect, identity, person.Values[0], atMost: 1) : [];

    private static PersonSelect InTable(Source source, SourceSchema schema, Dialect dialect, Identity identity, PersonKey person)
    {
        var sql = new Sql(dialect);
        var isTheirs = new Conditions(sql, schema, source).HoldsKey([.. identity.Key.Select(c => (ColumnValue)c)], identity.Table!, Alias, person.Values);
        sql.Append($"SELECT DISTINCT {KeyOf(identity, dialect)} FROM {dialect.Table(identity.Table!)} {Alias} WHERE {isTheirs} LIMIT 1");
        return new(sql, reader => ReadKey(identity, reader));
    }

    private static PersonSelect InTable(Source source, SourceSchema schema, Dialect dialect, Identity identity, string address, int atMost)
    {
        var sql = new Sql(dialect);
        var conditions = new Conditions(sql, schema, source);
        var matches = identity.Addresses.Select(column => conditions.Along(column.Steps, identity.Table!, Alias,
            (table, end) => conditions.IsAddress(column.Column, table, end, address), isAlternative: identity.Addresses.Count > 1)!);
        sql.Append($"SELECT DISTINCT {KeyOf(identity, dialect)} FROM {dialect.Table(identity.Table!)} {Alias}")
            .Append($" WHERE ({conditions.Filter(identity.Where, identity.Table!, Alias)}) AND ({string.Join(" OR ", matches.Select(m => $"({m})"))})")
            .Append($" LIMIT {sql.Value((long)atMost)}");
        return new(sql, reader => ReadKey(identity, reader));
    }

    private static string KeyOf(Identity identity, Dialect dialect) =>
        string.Join(", ", identity.Key.Select(column => dialect.SelectComparable($"{Alias}.{Dialect.Quote(column)}")));

    private static PersonKey ReadKey(Identity identity, DbDataReader reader) =>
        new(identity.Name, [.. Enumerable.Range(0, identity.Key.Count).Select(i => KeyText.Of(reader.GetValue(i)))]);

    // Nobody lists these people: somebody is one as soon as a row is theirs.
    private static PersonSelect InDataset(Source source, SourceSchema schema, Dialect dialect, Dataset dataset, PersonKey person)
    {
        var sql = new Sql(dialect);
        var conditions = new Conditions(sql, schema, source);
        sql.Append($"SELECT 1 FROM {dialect.Table(dataset.Table)} {Alias}")
            .Append($" WHERE ({conditions.OfDataset(dataset, Alias)}) AND ({conditions.OfPerson(dataset, Alias, person)}) LIMIT 1");
        return new(sql, _ => person);
    }
}

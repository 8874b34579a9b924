using Medbook.PrivacyPortal.DataMap.Model;
using Npgsql;

namespace Medbook.PrivacyPortal.DataMap.Sources.PostgreSql;

/// <summary>Reads PostgreSQL's own catalogue; tables the role may not read are there too.</summary>
internal sealed class PostgreSqlSchema
{
    // As the map writes it: the default schema's tables by their name alone.
    private const string TableName =
        "CASE WHEN n.nspname = current_schema() AND strpos(c.relname, '.') = 0 THEN c.relname::text ELSE n.nspname || '.' || c.relname END";

    // Partitions are read through the table they are part of. relkind: table, partitioned, view, materialised view, foreign table.
    private const string Somebodys =
        "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition"
        + " AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'";

    private const string Tables =
        $"SELECT c.oid, {TableName}, c.relkind IN ('v', 'm') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {Somebodys} ORDER BY 2";

    // A domain is read as the type it is made of, with its length and NOT NULL.
    private const string Columns =
        "SELECT a.attrelid, a.attnum, a.attname::text, format_type(coalesce(b.oid, t.oid), NULL), NOT (a.attnotnull OR t.typnotnull),"
        + " CASE WHEN coalesce(b.typname, t.typname) IN ('varchar', 'bpchar') THEN nullif(CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END, -1) - 4 END,"
        + " a.attgenerated <> ''"
        + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
        + " JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype"
        + $" WHERE a.attnum > 0 AND NOT a.attisdropped AND {Somebodys} ORDER BY a.attrelid, a.attnum";

    // An index on an expression has 0 among its columns.
    private const string Indexes =
        "SELECT i.indrelid, i.indisprimary, i.indkey::int2[], i.indnkeyatts FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
        + $" JOIN pg_namespace n ON n.oid = c.relnamespace WHERE i.indisunique AND {Somebodys} ORDER BY i.indexrelid";

    private const string ForeignKeys =
        "SELECT f.conrelid, f.confrelid, f.conkey, f.confkey, f.confdeltype::text FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid"
        + $" JOIN pg_namespace n ON n.oid = c.relnamespace WHERE f.contype = 'f' AND {Somebodys} ORDER BY f.oid";

    // lower(column) as the first column of an index, whatever cast the server wrote around the column.
    private const string Folded =
        $"SELECT {TableName}, a.attname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
        + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        + " WHERE i.indkey[0] = 0 AND i.indpred IS NULL AND pg_get_indexdef(i.indexrelid, 1, true) IN"
        + $" ('lower(' || quote_ident(a.attname) || ')', 'lower(' || quote_ident(a.attname) || '::text)') AND {Somebodys}";

    private readonly NpgsqlConnection connection;
    private readonly CancellationToken ct;

    private PostgreSqlSchema(NpgsqlConnection connection, CancellationToken ct) => (this.connection, this.ct) = (connection, ct);

    public static Task<SourceSchema> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        new PostgreSqlSchema(connection, ct).ReadAsync();

    private async Task<SourceSchema> ReadAsync()
    {
        var tables = await RowsAsync(Tables, r => (Id: r.GetFieldValue<uint>(0), Name: r.GetString(1), IsView: r.GetBoolean(2)));
        var columns = (await RowsAsync(Columns, r => new ColumnRow(r.GetFieldValue<uint>(0), r.GetInt16(1), new LiveColumn(
            r.GetString(2), r.GetString(3), r.GetBoolean(4), r.IsDBNull(5) ? null : r.GetInt32(5), r.GetBoolean(6)))))
            .ToLookup(c => c.Table);
        var indexes = (await RowsAsync(Indexes, r => new IndexRow(
            r.GetFieldValue<uint>(0), r.GetBoolean(1), r.GetFieldValue<short[]>(2)[..r.GetInt16(3)])))
            .ToLookup(i => i.Table);
        var foreignKeys = (await RowsAsync(ForeignKeys, r => new ForeignKeyRow(
            r.GetFieldValue<uint>(0), r.GetFieldValue<uint>(1), r.GetFieldValue<short[]>(2), r.GetFieldValue<short[]>(3), r.GetString(4))))
            .ToLookup(f => f.Table);
        var folded = await RowsAsync(Folded, r => (r.GetString(0), r.GetString(1)));

        var names = tables.ToDictionary(t => t.Id, t => t.Name);
        var live = tables.Select(table => new LiveTable
        {
            Name = table.Name,
            IsView = table.IsView,
            Columns = [.. columns[table.Id].Select(c => c.Column)],
            PrimaryKey = indexes[table.Id].Where(i => i.IsPrimary).Select(i => Names(table.Id, i.Columns)).FirstOrDefault([]),
            Uniques = [.. indexes[table.Id].Where(i => !i.IsPrimary).Select(i => Names(table.Id, i.Columns)).Where(i => i.Count > 0)],
            ForeignKeys = [.. foreignKeys[table.Id].Where(f => names.ContainsKey(f.Other)).Select(f => new LiveForeignKey(
                Names(table.Id, f.From), names[f.Other], Names(f.Other, f.To), ActionOf(f.OnDelete)))],
        });
        return new SourceSchema(new LiveSchema([.. live]), folded.ToHashSet());

        List<string> Names(uint table, IEnumerable<short> numbers) =>
            [.. numbers.Where(n => n > 0).Select(n => columns[table].First(c => c.Number == n).Column.Name)];
    }

    private static LiveDeleteAction ActionOf(string code) => code switch
    {
        "c" => LiveDeleteAction.Cascade,
        "n" => LiveDeleteAction.SetNull,
        "d" => LiveDeleteAction.SetDefault,
        _ => LiveDeleteAction.Refuse,
    };

    private async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    private sealed record ColumnRow(uint Table, short Number, LiveColumn Column);

    private sealed record IndexRow(uint Table, bool IsPrimary, short[] Columns);

    private sealed record ForeignKeyRow(uint Table, uint Other, short[] From, short[] To, string OnDelete);
}

using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.DataMap.Sources.Sqlite;

/// <summary>Reads the catalogue of an SQLite file through its pragma table functions.</summary>
internal sealed class SqliteSchema
{
    // sqlite_* are the engine's own. Virtual tables and their shadow tables are somebody's, and hold data.
    private const string Tables =
        "SELECT name, type = 'view' FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";

    // hidden: 1 is a virtual table's own column, 2 and 3 are generated ones.
    private const string Columns =
        "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk, c.hidden, t.wr FROM pragma_table_list t, pragma_table_xinfo(t.name) c"
        + " WHERE t.schema = 'main' AND c.hidden <> 1 ORDER BY t.name, c.cid";

    private const string Uniques =
        "SELECT t.name, i.name, c.name FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) c"
        + " WHERE t.schema = 'main' AND t.type = 'table' AND i.\"unique\" AND i.origin <> 'pk' AND c.key AND c.name IS NOT NULL"
        + " ORDER BY t.name, i.seq, c.seqno";

    private const string ForeignKeys =
        "SELECT t.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_delete FROM pragma_table_list t, pragma_foreign_key_list(t.name) f"
        + " WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, f.id, f.seq";

    // The first column of an index that was declared with NOCASE, itself or through its column.
    private const string Folded =
        "SELECT t.name, c.name FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) c"
        + " WHERE t.schema = 'main' AND t.type = 'table' AND NOT i.partial AND c.seqno = 0 AND c.coll = 'NOCASE' AND c.name IS NOT NULL";

    private readonly SqliteConnection connection;
    private readonly CancellationToken ct;

    private SqliteSchema(SqliteConnection connection, CancellationToken ct) => (this.connection, this.ct) = (connection, ct);

    public static Task<SourceSchema> ReadAsync(SqliteConnection connection, CancellationToken ct) =>
        new SqliteSchema(connection, ct).ReadAsync();

    private async Task<SourceSchema> ReadAsync()
    {
        var columns = (await RowsAsync(Columns, r => new ColumnRow(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetBoolean(3), r.GetInt32(4), r.GetInt32(5) != 0, r.GetBoolean(6))))
            .ToLookup(c => c.Table);
        var uniques = (await RowsAsync(Uniques, r => (Table: r.GetString(0), Index: r.GetString(1), Column: r.GetString(2))))
            .ToLookup(u => u.Table);
        var foreignKeys = (await RowsAsync(ForeignKeys, r => new ForeignKeyRow(
            r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4), r.GetString(5))))
            .ToLookup(f => f.Table);

        var tables = await RowsAsync(Tables, r => (Name: r.GetString(0), IsView: r.GetBoolean(1)));
        var live = tables.Select(table => new LiveTable
        {
            Name = table.Name,
            IsView = table.IsView,
            Columns = [.. columns[table.Name].Select(c => Describe(c, columns[table.Name].Count(k => k.KeyPart > 0)))],
            PrimaryKey = KeyOf(columns[table.Name]),
            Uniques = [.. uniques[table.Name].GroupBy(u => u.Index).Select(index => index.Select(u => u.Column).ToList())],
            ForeignKeys = [.. foreignKeys[table.Name].GroupBy(f => f.Id).Select(key => Describe([.. key], columns))],
        });
        var folded = await RowsAsync(Folded, r => (r.GetString(0), r.GetString(1)));
        return new SourceSchema(new LiveSchema([.. live]), folded.ToHashSet())
        {
            WithoutRowId = columns.Where(table => table.First().WithoutRowId).Select(table => table.Key).ToHashSet(),
        };
    }

    // Declared lengths are words to SQLite, it enforces none: no MaxLength.
    private static LiveColumn Describe(ColumnRow c, int keyParts)
    {
        var type = c.Type.ToLowerInvariant();
        var bracket = type.IndexOf('(', StringComparison.Ordinal);
        int? declared = null;
        if (bracket >= 0)
        {
            if (type.Contains("char", StringComparison.Ordinal) && int.TryParse(type[(bracket + 1)..].TrimEnd(' ', ')'), CultureInfo.InvariantCulture, out var length)) declared = length;
            type = type[..bracket];
        }
        // Another oddity kept for old files: a primary key may be NULL, unless it is the rowid or the table has none.
        var isRowId = c.KeyPart > 0 && keyParts == 1 && type == "integer";
        var nullable = !(c.NotNull || isRowId || (c.KeyPart > 0 && c.WithoutRowId));
        return new LiveColumn(c.Name, type.Trim(), nullable, MaxLength: null, c.Generated) { Enforced = false, DeclaredLength = declared };
    }

    private static LiveForeignKey Describe(List<ForeignKeyRow> parts, ILookup<string, ColumnRow> columns)
    {
        // SQLite keeps a foreign key as it was written: the other table's name in any case, its columns perhaps left out.
        var other = columns.Select(c => c.Key).FirstOrDefault(
            name => string.Equals(name, parts[0].Other, StringComparison.OrdinalIgnoreCase), parts[0].Other);
        return new LiveForeignKey(
            [.. parts.Select(p => p.From)],
            other,
            parts[0].To is null ? KeyOf(columns[other]) : [.. parts.Select(p => p.To!)],
            parts[0].OnDelete switch
            {
                "CASCADE" => LiveDeleteAction.Cascade,
                "SET NULL" => LiveDeleteAction.SetNull,
                "SET DEFAULT" => LiveDeleteAction.SetDefault,
                _ => LiveDeleteAction.Refuse,
            });
    }

    private static List<string> KeyOf(IEnumerable<ColumnRow> columns) =>
        [.. columns.Where(c => c.KeyPart > 0).OrderBy(c => c.KeyPart).Select(c => c.Name)];

    private async Task<List<T>> RowsAsync<T>(string sql, Func<SqliteDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    private sealed record ColumnRow(string Table, string Name, string Type, bool NotNull, int KeyPart, bool Generated, bool WithoutRowId);

    private sealed record ForeignKeyRow(string Table, int Id, string Other, string From, string? To, string OnDelete);
}

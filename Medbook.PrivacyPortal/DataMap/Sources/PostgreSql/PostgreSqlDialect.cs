using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;
using Npgsql;
using NpgsqlTypes;

namespace Medbook.PrivacyPortal.DataMap.Sources.PostgreSql;

internal sealed class PostgreSqlDialect : Dialect
{
    public static readonly PostgreSqlDialect Instance = new();

    public override string Table(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? Quote(name) : $"{Quote(name[..dot])}.{Quote(name[(dot + 1)..])}";
    }

    public override string AsText(string expression) => $"CAST({expression} AS text)";

    // A cast that fails would end the query: what cannot be cast is left out before.
    public override string Cast(string expression, FieldType type)
    {
        var text = AsText(expression);
        return type switch
        {
            FieldType.Integer => $"CASE WHEN {text} ~ '^-?[0-9]{{1,18}}$' THEN CAST({text} AS bigint) END",
            FieldType.Decimal => $"CASE WHEN {text} ~ '^-?[0-9]+([.][0-9]+)?$' THEN CAST({text} AS numeric) END",
            FieldType.Uuid => $"CASE WHEN {text} ~* '^(\\\\x)?[0-9a-f]{{8}}(-?[0-9a-f]{{4}}){{3}}-?[0-9a-f]{{12}}$' THEN CAST(replace({text}, '\\x', '') AS uuid) END",
            _ => text,
        };
    }

    // The collation of the database folds as its language does (a Turkish one makes ı of I): "C" folds ASCII alone.
    public override string AsciiLower(string expression) => $"lower({AsText(expression)} COLLATE \"C\")";

    // The first half finds by the index on lower(column), or by citext; the second keeps what ASCII folding makes equal.
    public override string FoldedIn(string expression, IReadOnlyList<string> parameters, string type)
    {
        var list = string.Join(", ", parameters);
        return $"{(type == "citext" ? expression : $"lower({expression})")} IN ({list}) AND {AsciiLower(expression)} IN ({list})";
    }

    // IN (SELECT) under OR becomes a filter over the whole table; an array made once is found by the index of each alternative.
    public override string AmongAlternative(string expression, string query) => $"{expression} = ANY (ARRAY({query}))";

    public override string Select(string expression, Field field, LiveColumn? column) => (field.Type, column?.Type) switch
    {
        (_, "text" or "character varying" or "character" or "bytea") => expression,
        (FieldType.Integer, "smallint" or "integer" or "bigint") => expression,
        (FieldType.Boolean, "boolean" or "smallint" or "integer" or "bigint") => expression,
        (FieldType.Uuid, "uuid") => expression,
        (FieldType.Date or FieldType.DateTime, "date" or "timestamp without time zone" or "timestamp with time zone"
            or "smallint" or "integer" or "bigint") => expression,
        (FieldType.Time, "time without time zone") => expression,
        // The cast to text writes /32 behind every address.
        (_, "inet") => $"abbrev({expression})",
        (_, "money") => AsText($"CAST({expression} AS numeric)"),
        _ => AsText(expression),
    };

    public override string SelectComparable(string expression) => AsText(expression);

    public override string Sortable(string expression, LiveColumn? column) => $"{AsText(expression)} COLLATE \"C\"";

    public override StoredDate FormOf(AnchorType words, LiveColumn? column) => (words.Stored, column?.Type) switch
    {
        (Storage.Unix or Storage.UnixMs or Storage.Ticks, "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision") => StoredDate.Number,
        (Storage.Format, "text" or "character varying" or "character") => StoredDate.Format,
        (Storage.Native or Storage.Iso or Storage.Text, "text" or "character varying" or "character") => StoredDate.IsoText,
        (Storage.Native, "date") => StoredDate.Day,
        (Storage.Native, "timestamp with time zone") => StoredDate.Instant,
        (Storage.Native, "timestamp without time zone") => StoredDate.WallClock,
        _ => StoredDate.Unknown,
    };

    public override string NullsLast(bool descending) => descending ? " NULLS LAST" : " NULLS FIRST";

    public override IReadOnlyList<object> KeyValues(string text, LiveColumn? column) => [text];

    public override object? CastValue(string text, FieldType type) => type switch
    {
        FieldType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? text : null,
        FieldType.Decimal => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text : null,
        FieldType.Uuid => Guid.TryParse(text, out var uuid) ? uuid.ToString() : null,
        _ => text,
    };

    public override object FilterValue(object value, LiveColumn? column) => value switch
    {
        bool yes when column?.Type == "boolean" => yes ? "true" : "false",
        bool yes => yes ? "1" : "0",
        // 0 and 1 are how the map writes a flag for both engines.
        long and (0 or 1) when column?.Type == "boolean" => (long)value == 1 ? "true" : "false",
        _ => value,
    };

    public override string? WrongClass(string expression, Field field) => null;

    public override bool MayNotRead(Field field, LiveColumn? column) => field.Parts.Count > 0 || (field.Type, field.Stored) switch
    {
        (_, Storage.Native) => field.Type is FieldType.Boolean && column?.Type != "boolean" || (field.Type is FieldType.Json && column?.Type is not ("json" or "jsonb")),
        (_, Storage.Unix or Storage.UnixMs or Storage.Ticks) => false,
        _ => true,
    };

    public override string KeyOrder(string expression, LiveColumn? column) => expression;

    public override object KeyPlace(string text, LiveColumn? column) => text;

    // As everywhere, the server reads text as the type of the column: as an array of it, or as rows of the table.
    public override string? AmongKeys(Sql sql, SourceSchema schema, Dataset dataset, string alias, IReadOnlyList<IReadOnlyList<string>> keys)
    {
        if (dataset.Key.Count == 1) return $"{alias}.{Quote(dataset.Key[0])} = ANY ({sql.Value(ArrayOf(keys.Select(key => key[0])))})";
        var rows = JsonSerializer.Serialize(keys.Select(key => dataset.Key.Zip(key).ToDictionary(part => part.First, part => part.Second)));
        return $"({string.Join(", ", dataset.Key.Select(column => $"{alias}.{Quote(column)}"))}) IN (SELECT {string.Join(", ", dataset.Key.Select(column => $"j.{Quote(column)}"))}"
            + $" FROM jsonb_populate_recordset(CAST(NULL AS {Table(dataset.Table)}), {sql.Value(rows)}) j)";
    }

    private static string ArrayOf(IEnumerable<string> values) => $"{{{string.Join(',', values.Select(value =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""))}}}";

    public override string Locked(string alias) => $" FOR UPDATE OF {alias}";

    public override IReadOnlyList<string> RowAddress(SourceSchema schema, string table) => ["ctid"];

    // An array made once is found row by row; IN (SELECT) would read the whole table.
    public override string AmongAddresses(string alias, IReadOnlyList<string> address, string query) =>
        $"{alias}.{address[0]} = ANY (ARRAY({query}))";

    public override object MaskValue(string mask, Field field, LiveColumn? column) => (field.Type, field.Stored) switch
    {
        (FieldType.Uuid, Storage.Bytes) => BytesValue(Guid.Parse(mask).ToByteArray(bigEndian: true)),
        (_, Storage.Bytes) => BytesValue(Encoding.UTF8.GetBytes(mask)),
        (FieldType.Decimal, Storage.Native) => decimal.Parse(mask, CultureInfo.InvariantCulture),
        (FieldType.Boolean, Storage.Native) => FilterValue(mask is "1" or "true", column),
        _ => mask,
    };

    // These types have no operators of comparison.
    public override string Differs(string expression, string parameter, LiveColumn? column) =>
        $"{(column?.Type is "json" or "xml" ? AsText(expression) : expression)} <> {parameter}";

    public override object BytesValue(byte[] bytes) => KeyText.Of(bytes);

    /// <remarks>
    /// Every value goes as text of unknown type: the server reads it as the type of the column it is compared with, and
    /// an index on that column serves, whether it is a bigint, a uuid or an enumeration of the operator's own.
    /// </remarks>
    public override void Bind(DbCommand command, string name, object? value) =>
        ((NpgsqlCommand)command).Parameters.Add(new NpgsqlParameter
        {
            ParameterName = name,
            NpgsqlDbType = NpgsqlDbType.Unknown,
            Value = value is null ? DBNull.Value : Convert.ToString(value, CultureInfo.InvariantCulture),
        });
}

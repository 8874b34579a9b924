using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.DataMap.Sources.Sqlite;

internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    public override string Table(string name) => Quote(name);

    public override string AsText(string expression) => $"CAST({expression} AS TEXT)";

    public override string Cast(string expression, FieldType type)
    {
        var text = AsText(expression);
        // SQLite casts 'abc' to 0, which would lead a row to person 0: only text that is a number counts.
        var isWhole = $"({text} GLOB '[0-9]*' OR {text} GLOB '-[0-9]*') AND substr({text}, 2) NOT GLOB '*[^0-9]*' AND length({text}) <= 18";
        return type switch
        {
            FieldType.Integer => $"CASE WHEN {isWhole} THEN CAST({expression} AS INTEGER) END",
            FieldType.Decimal => $"CASE WHEN {text} GLOB '*[0-9]*' AND {text} NOT GLOB '*[^-0-9.]*' THEN CAST({expression} AS NUMERIC) END",
            // There is no type for it: the 32 digits in lower case, from bytes or from text.
            FieldType.Uuid => $"CASE typeof({expression}) WHEN 'blob' THEN lower(hex({expression})) ELSE lower(replace({text}, '-', '')) END",
            _ => text,
        };
    }

    public override string AsciiLower(string expression) => $"lower({expression})";

    public override string FoldedIn(string expression, IReadOnlyList<string> parameters, string type) =>
        $"{expression} COLLATE NOCASE IN ({string.Join(", ", parameters)})";

    public override string AmongAlternative(string expression, string query) => $"{expression} IN ({query})";

    public override string Select(string expression, Field field, LiveColumn? column) => expression;

    public override string SelectComparable(string expression) => expression;

    public override string Sortable(string expression, LiveColumn? column) => expression;

    public override StoredDate FormOf(AnchorType words, LiveColumn? column) => words.Stored switch
    {
        Storage.Unix or Storage.UnixMs or Storage.Ticks => StoredDate.Number,
        Storage.Format => StoredDate.Format,
        Storage.Native or Storage.Iso or Storage.Text => StoredDate.IsoText,
        Storage.Bytes => StoredDate.Unknown,
    };

    // NULL is the smallest value: it comes where it should.
    public override string NullsLast(bool descending) => "";

    /// <remarks>
    /// The affinity of a column turns the text into what is stored. A column without one compares by storage class, so
    /// that all three are asked for; bytes may stand in any column.
    /// </remarks>
    public override IReadOnlyList<object> KeyValues(string text, LiveColumn? column)
    {
        var values = new List<object> { text };
        if (!HasAffinity(column?.Type ?? "")
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text)
        {
            values.Add(number);
        }
        if (text.StartsWith(KeyText.BytesPrefix, StringComparison.Ordinal) && KeyText.TryReadBytes(text, out var bytes)) values.Add(bytes);
        return values;
    }

    public override object? CastValue(string text, FieldType type) => type switch
    {
        FieldType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Decimal => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Uuid => Guid.TryParse(text, out var uuid) ? uuid.ToString("n")
            : KeyText.TryReadBytes(text, out var bytes) ? Convert.ToHexStringLower(bytes) : null,
        _ => text,
    };

    public override object FilterValue(object value, LiveColumn? column) => value switch
    {
        bool yes => yes ? 1L : 0L,
        decimal number => (double)number,
        _ => value,
    };

    public override string? WrongClass(string expression, Field field)
    {
        var classes = (field.Type, field.Stored) switch
        {
            (_, Storage.Bytes) or (FieldType.Bytes, _) => "'blob'",
            (_, Storage.Text or Storage.Iso or Storage.Format) => "'text'",
            (FieldType.Integer or FieldType.Boolean, _) or (_, Storage.UnixMs or Storage.Ticks) => "'integer'",
            (FieldType.Decimal, _) or (_, Storage.Unix) => "'integer', 'real'",
            _ => "'text'",
        };
        return $"typeof({expression}) NOT IN ('null', {classes})";
    }

    // What is stored as the class that is meant may still be no date, no JSON, no flag.
    public override bool MayNotRead(Field field, LiveColumn? column) => field.Type is not (FieldType.Text or FieldType.Bytes or FieldType.Integer or FieldType.Decimal)
        || field.Stored is not Storage.Native || field.Parts.Count > 0;

    /// <remarks>
    /// Where the affinity of a column makes numbers and text what they are, the column itself. Without one any class may stand
    /// there, and only the text that keys are written as puts them in one order.
    /// </remarks>
    public override string KeyOrder(string expression, LiveColumn? column) => HasAffinity(column?.Type ?? "") ? expression
        : $"CASE typeof({expression}) WHEN 'blob' THEN '\\x' || lower(hex({expression})) ELSE {AsText(expression)} END";

    // Bytes come after every text: a text that looks like bytes ends a list too early rather than never.
    public override object KeyPlace(string text, LiveColumn? column) =>
        HasAffinity(column?.Type ?? "") && KeyText.TryReadBytes(text, out var bytes) ? bytes : text;

    /// <remarks>
    /// The affinity of a column makes of the text what is stored, as it does with a parameter. Rows with a key of several columns
    /// are found by it first: compared as a row, SQLite would use the index on its first column only.
    /// </remarks>
    public override string? AmongKeys(Sql sql, SourceSchema schema, Dataset dataset, string alias, IReadOnlyList<IReadOnlyList<string>> keys)
    {
        if (dataset.Key.Any(column => !HasAffinity(schema.Column(dataset.Table, column)?.Type ?? ""))
            || keys.Any(key => key.Any(text => text.StartsWith(KeyText.BytesPrefix, StringComparison.Ordinal))))
        {
            return null;
        }
        if (dataset.Key.Count == 1)
        {
            return $"{alias}.{Quote(dataset.Key[0])} IN (SELECT value FROM json_each({sql.Value(JsonSerializer.Serialize(keys.Select(key => key[0])))}))";
        }
        if (schema.WithoutRowId.Contains(dataset.Table)) return null;
        var (address, parts) = (RowAddress(schema, dataset.Table)[0], dataset.Key.Select((column, i) =>
            string.Create(CultureInfo.InvariantCulture, $"k.{Quote(column)} = j.value ->> {i}")));
        return $"{alias}.{address} IN (SELECT k.{address} FROM json_each({sql.Value(JsonSerializer.Serialize(keys))}) j CROSS JOIN {Table(dataset.Table)} k"
            + $" WHERE {string.Join(" AND ", parts)})";
    }

    // A transaction that may write is the only one.
    public override string Locked(string alias) => "";

    public override IReadOnlyList<string> RowAddress(SourceSchema schema, string table)
    {
        var live = schema.Live.Find(table);
        if (live is not null && schema.WithoutRowId.Contains(table)) return [.. live.PrimaryKey.Select(Quote)];
        // A column of the same name hides the engine's own.
        return [new[] { "rowid", "_rowid_", "oid" }.First(name =>
            live is null || !live.Columns.Any(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)))];
    }

    public override string AmongAddresses(string alias, IReadOnlyList<string> address, string query) =>
        $"({string.Join(", ", address.Select(column => $"{alias}.{column}"))}) IN ({query})";

    public override object MaskValue(string mask, Field field, LiveColumn? column) => (field.Type, field.Stored) switch
    {
        (FieldType.Uuid, Storage.Bytes) => Guid.Parse(mask).ToByteArray(bigEndian: true),
        (_, Storage.Bytes) => Encoding.UTF8.GetBytes(mask),
        (FieldType.Integer, Storage.Native) => long.Parse(mask, CultureInfo.InvariantCulture),
        (FieldType.Decimal, Storage.Native) => (double)decimal.Parse(mask, CultureInfo.InvariantCulture),
        (FieldType.Boolean, Storage.Native) => mask is "1" or "true" ? 1L : 0L,
        _ => mask,
    };

    public override string Differs(string expression, string parameter, LiveColumn? column) => $"{expression} <> {parameter}";

    public override object BytesValue(byte[] bytes) => bytes;

    public override void Bind(DbCommand command, string name, object? value) =>
        ((SqliteCommand)command).Parameters.AddWithValue(name, value ?? DBNull.Value);

    private static bool HasAffinity(string type) =>
        type is not ("" or "any") && !(type.Contains("blob", StringComparison.Ordinal) && !type.Contains("int", StringComparison.Ordinal));
}

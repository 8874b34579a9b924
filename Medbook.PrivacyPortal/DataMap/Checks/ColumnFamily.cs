using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>What a database declares a column to hold, as far as comparing and reading need it.</summary>
internal enum ColumnFamily
{
    /// <summary>Anything: SQLite, which enforces no type.</summary>
    Any,
    Text,
    Number,
    Boolean,
    Uuid,
    Bytes,
    Date,
    DateTime,
    Time,
    Json,
}

internal static class ColumnFamilies
{
    /// <summary>The family of a PostgreSQL type; an unknown one (an enumeration, an address of the network) reads as text.</summary>
    public static ColumnFamily Of(LiveColumn column) => !column.Enforced ? ColumnFamily.Any : column.Type switch
    {
        "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision" or "money" or "oid" => ColumnFamily.Number,
        "boolean" => ColumnFamily.Boolean,
        "uuid" => ColumnFamily.Uuid,
        "bytea" => ColumnFamily.Bytes,
        "date" => ColumnFamily.Date,
        "json" or "jsonb" => ColumnFamily.Json,
        _ when column.Type.StartsWith("timestamp", StringComparison.Ordinal) => ColumnFamily.DateTime,
        _ when column.Type.StartsWith("time ", StringComparison.Ordinal) => ColumnFamily.Time,
        _ => ColumnFamily.Text,
    };

    /// <summary>Whether a text of a filter can be a value of the column.</summary>
    public static bool CanHold(LiveColumn column, string text) => Of(column) switch
    {
        ColumnFamily.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        ColumnFamily.Boolean => text is "true" or "false" or "t" or "f" or "0" or "1",
        ColumnFamily.Uuid => Guid.TryParse(text, out _),
        _ => true,
    };
}

using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>The declared types of PostgreSQL against those of the map. SQLite enforces none: there stored values are looked at.</summary>
internal static class TypeCheck
{
    public static void Run(Dataset dataset, LiveTable table, Findings findings)
    {
        foreach (var (field, place) in MapRules.Places(dataset, $"datasets.{dataset.Id}"))
        {
            if (!dataset.AllFields.Contains(field) || table.Find(field.Column) is not { } column || Fits(field.Type, field.Stored, column)) continue;
            findings.Add(FindingKind.TypeDiffers, place, $"The column is {column.Type}, and the map says {Said(field)}. {Mend(column)}");
        }
    }

    /// <summary>Whether a column of this declared type can hold what the map says.</summary>
    public static bool Fits(FieldType type, Storage stored, LiveColumn column)
    {
        var family = ColumnFamilies.Of(column);
        if (family == ColumnFamily.Any) return true;
        return (type, stored) switch
        {
            (_, Storage.Bytes) or (FieldType.Bytes, _) => family == ColumnFamily.Bytes,
            (_, Storage.Text or Storage.Iso or Storage.Format) => family == ColumnFamily.Text,
            (_, Storage.Unix) => family == ColumnFamily.Number,
            // Milliseconds and ticks of our days are longer than 32 bits.
            (_, Storage.UnixMs or Storage.Ticks) => family == ColumnFamily.Number && column.Type is not ("smallint" or "integer" or "real"),
            (FieldType.Text, _) => family == ColumnFamily.Text,
            (FieldType.Integer, _) => family == ColumnFamily.Number && column.Type is not ("real" or "double precision" or "money"),
            (FieldType.Decimal, _) => family == ColumnFamily.Number,
            (FieldType.Boolean, _) => family == ColumnFamily.Boolean || column.Type is "smallint" or "integer" or "bigint",
            (FieldType.Uuid, _) => family == ColumnFamily.Uuid,
            (FieldType.Json, _) => family is ColumnFamily.Json or ColumnFamily.Text,
            (FieldType.Php, _) => family == ColumnFamily.Text,
            (FieldType.Date, _) => family is ColumnFamily.Date or ColumnFamily.DateTime,
            (FieldType.DateTime, _) => family == ColumnFamily.DateTime,
            (FieldType.Time, _) => family == ColumnFamily.Time,
        };
    }

    /// <summary>A field's type in the words of the map.</summary>
    public static string Said(Field field) =>
        field.Stored == Storage.Native ? Words.Of(field.Type) : $"{Words.Of(field.Type)} stored as {Words.Of(field.Stored)}";

    private static string Mend(LiveColumn column) => ColumnFamilies.Of(column) switch
    {
        ColumnFamily.Number => "Write integer or decimal, or a date \"stored\" as unix, unix-ms or ticks.",
        ColumnFamily.Boolean => "Write boolean.",
        ColumnFamily.Uuid => "Write uuid.",
        ColumnFamily.Bytes => "Write bytes, or text \"stored\" as bytes.",
        ColumnFamily.Date => "Write date.",
        ColumnFamily.DateTime => "Write datetime.",
        ColumnFamily.Time => "Write time.",
        ColumnFamily.Json => "Write json.",
        ColumnFamily.Text or ColumnFamily.Any => "Write text, or say with \"stored\" how the value is kept as text.",
    };
}

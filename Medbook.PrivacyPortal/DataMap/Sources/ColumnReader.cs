using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Reads one column of a row: one value, or the parts of a structured one.</summary>
internal sealed class ColumnReader
{
    private readonly List<(int Index, ReadField Leaf)> leaves;

    private ColumnReader(string column, Field field, List<(int, ReadField)> leaves) =>
        (Column, Whole, this.leaves) = (column, field, leaves);

    public string Column { get; }

    /// <summary>The field of the column itself.</summary>
    public Field Whole { get; }

    /// <summary>The columns that some fields are read from, each once.</summary>
    public static IReadOnlyList<ColumnReader> For(IReadOnlyList<ReadField> fields) =>
    [
        .. fields.Select((leaf, index) => (index, leaf)).GroupBy(f => f.leaf.Column).Select(column => new ColumnReader(
            column.Key, column.First().leaf is { Containers: [var outer, ..] } ? outer : column.First().leaf.Field, [.. column])),
    ];

    /// <summary>Puts the values of the column into the row.</summary>
    /// <exception cref="FormatException">The stored value does not fit.</exception>
    public void Read(object? stored, object?[] values)
    {
        if (stored is null) return;
        if (leaves[0].Leaf.Containers.Count == 0)
        {
            values[leaves[0].Index] = ValueReader.Read(Whole, stored);
            return;
        }

        if (ValueReader.IsEmpty(Whole.Empty, Whole.Stored, stored)) return;
        var structure = Structure(Whole, stored);
        foreach (var (index, leaf) in leaves) values[index] = Part(structure, leaf);
    }

    private static object? Part(JsonElement structure, ReadField leaf)
    {
        var value = structure;
        for (var level = 1; level <= leaf.Containers.Count; level++)
        {
            var part = level < leaf.Containers.Count ? leaf.Containers[level] : leaf.Field;
            if (At(value, part.Column) is not { } found) return null;
            if (level == leaf.Containers.Count) return ValueReader.Read(part, Stored(found));
            value = found.ValueKind == JsonValueKind.String ? Structure(part, Stored(found)) : found;
        }
        return null;
    }

    private static JsonElement? At(JsonElement value, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member)) value = member;
            else if (value.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < value.GetArrayLength()) value = value[index];
            else return null;
        }
        return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
    }

    private static object Stored(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : value.GetRawText(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => value.GetRawText(),
    };

    private static JsonElement Structure(Field field, object stored)
    {
        try
        {
            return field.Type == FieldType.Php
                ? JsonSerializer.SerializeToElement(PhpSerialized.Parse(stored as byte[] ?? Encoding.UTF8.GetBytes(ValueReader.Text(stored))))
                : ValueReader.Json(stored);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or JsonException)
        {
            throw new FormatException(ValueReader.Expected(field.Type, field.Stored));
        }
    }
}

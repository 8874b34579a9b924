using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Values as the protocol writes them: strictly by type, because a number that is taken for a flag is a wrong success.</summary>
internal static class SystemValue
{
    /// <summary>A value as a database would have given it; null for nothing.</summary>
    /// <exception cref="FormatException">It is not written as values of this field are. The message names what was expected, never the value.</exception>
    public static object? Stored(Field field, JsonElement value) => (field.Type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null or JsonValueKind.Undefined) => null,
        (FieldType.Json, _) => value.GetRawText(),
        (FieldType.Integer, JsonValueKind.Number) when value.TryGetInt64(out var number) => number,
        (FieldType.Decimal, JsonValueKind.Number) => value.GetRawText(),
        (FieldType.Boolean, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (FieldType.Bytes, JsonValueKind.String) when value.TryGetBytesFromBase64(out var bytes) => bytes,
        (FieldType.Date or FieldType.DateTime, JsonValueKind.String) when Instant(value) is { } time => time,
        // A time without an offset would be taken for one of some zone.
        (FieldType.DateTime, _) => throw Expected(field),
        (FieldType.Text or FieldType.Decimal or FieldType.Uuid or FieldType.Date or FieldType.Time, JsonValueKind.String) => value.GetString(),
        _ => throw Expected(field),
    };

    /// <summary>The way back.</summary>
    /// <param name="value">Of the types of <see cref="SourceRow.Values"/> that are corrected; null for nothing.</param>
    public static JsonElement Of(object? value) => value is null ? SystemJson.Nothing : JsonSerializer.SerializeToElement(value, value.GetType());

    /// <summary>A value as text, as it stands in a key; null for nothing.</summary>
    public static string? KeyOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static DateTimeOffset? Instant(JsonElement value)
    {
        var text = value.GetString()!;
        var hasOffset = text.EndsWith('Z') || (text.Length > 16 && text[^6] is '+' or '-');
        return hasOffset && value.TryGetDateTimeOffset(out var time) ? time : null;
    }

    private static FormatException Expected(Field field) => new(ValueReader.Expected(field.Type, field.Stored));
}

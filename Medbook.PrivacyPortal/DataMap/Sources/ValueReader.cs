using System.Globalization;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Makes of a stored value what the map says it is.</summary>
internal static class ValueReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a value.</summary>
    /// <param name="field">What it should be.</param>
    /// <param name="stored">What the database gave; not null.</param>
    /// <returns>The value; null where the map says that it means nothing.</returns>
    /// <exception cref="FormatException">It is something else. The message names what was expected, never the value.</exception>
    public static object? Read(Field field, object stored)
    {
        try
        {
            return IsEmpty(field.Empty, field.Stored, stored) ? null : Convert(field, stored);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException or ArgumentException or JsonException)
        {
            throw new FormatException(Expected(field.Type, field.Stored));
        }
    }

    /// <summary>Whether a stored value is one of those that mean nothing.</summary>
    public static bool IsEmpty(IReadOnlyList<string> empty, Storage stored, object value) =>
        empty.Count > 0 && empty.Contains(value is byte[] bytes && stored == Storage.Bytes ? Encoding.UTF8.GetString(bytes) : Invariant(value), StringComparer.Ordinal);

    /// <summary>A stored value as invariant text.</summary>
    public static string Invariant(object value) => value switch
    {
        string text => text,
        bool yes => yes ? "true" : "false",
        byte[] bytes => KeyText.Of(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime or DateOnly when TimeReader.IsInfinity(value) => value is DateTime { Year: 1 } or DateOnly { Year: 1 } ? "-infinity" : "infinity",
        DateTime time => time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        _ => System.Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>What was expected, in words for an error.</summary>
    public static string Expected(FieldType type, Storage stored) =>
        stored == Storage.Native ? type.ToString().ToLowerInvariant() : $"{type} stored as {stored}".ToLowerInvariant();

    private static object Convert(Field field, object stored) => field.Type switch
    {
        FieldType.Text => Text(stored),
        FieldType.Integer => Integer(stored),
        FieldType.Decimal => Decimal(stored),
        FieldType.Boolean => Boolean(stored),
        FieldType.Uuid => Uuid(stored),
        FieldType.Bytes => stored as byte[] ?? Encoding.UTF8.GetBytes(Invariant(stored)),
        FieldType.Json => Json(stored),
        FieldType.Php => Text(stored),
        FieldType.Date or FieldType.Time or FieldType.DateTime => TimeReader.Read(DateWords.Of(field), stored),
        _ => throw new InvalidOperationException($"Nobody taught the reader the type {field.Type}."),
    };

    public static string Text(object stored) => stored is byte[] bytes ? StrictUtf8.GetString(bytes) : Invariant(stored);

    public static JsonElement Json(object stored)
    {
        using var json = stored is byte[] bytes ? JsonDocument.Parse(bytes) : JsonDocument.Parse(Text(stored));
        return json.RootElement.Clone();
    }

    private static object Integer(object stored) => stored switch
    {
        double number => number == Math.Floor(number) ? checked((long)number) : throw new FormatException(),
        string or byte[] => long.Parse(Text(stored), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        _ => System.Convert.ToInt64(stored, CultureInfo.InvariantCulture),
    };

    private static object Decimal(object stored) => stored switch
    {
        double or string or byte[] => decimal.Parse(Text(stored), NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => System.Convert.ToDecimal(stored, CultureInfo.InvariantCulture),
    };

    private static object Boolean(object stored) => stored switch
    {
        bool yes => yes,
        string or byte[] => Text(stored).ToLowerInvariant() switch
        {
            "1" or "t" or "true" or "y" or "yes" => true,
            "0" or "f" or "false" or "n" or "no" => false,
            _ => throw new FormatException(),
        },
        _ => System.Convert.ToInt64(stored, CultureInfo.InvariantCulture) switch
        {
            1 => true,
            0 => false,
            _ => throw new FormatException(),
        },
    };

    private static object Uuid(object stored) => stored switch
    {
        Guid uuid => uuid,
        byte[] { Length: 16 } bytes => new Guid(bytes, bigEndian: true),
        _ => Guid.Parse(Text(stored)),
    };
}

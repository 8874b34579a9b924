using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Puts one part of a JSON value in place of another; all the others stay as they are.</summary>
internal static class JsonPart
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole value with the part changed.</summary>
    /// <param name="whole">The value as JSON; null where there is none.</param>
    /// <param name="part">The part.</param>
    /// <param name="value">What it becomes; null where it goes.</param>
    /// <returns>The value; null where it is not built so that the portal can find its way.</returns>
    public static string? With(string? whole, ReadField part, object? value)
    {
        try
        {
            var root = whole is null ? new JsonObject() : JsonNode.Parse(whole);
            string[] names = [.. part.Containers.Skip(1).Append(part.Field).SelectMany(field => field.Column.Split('.'))];
            var at = root;
            foreach (var name in names[..^1]) at = Into(at, name);
            return at is not null && Put(at, names[^1], part.Field, value) ? root!.ToJsonString(Options) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonNode? Into(JsonNode? at, string name)
    {
        if (at is JsonArray) return Index(at, name) is { } index ? at[index] : null;
        if (at is not JsonObject whole) return null;
        if (whole[name] is null) whole[name] = new JsonObject();
        return whole[name];
    }

    private static bool Put(JsonNode at, string name, Field field, object? value)
    {
        if (at is JsonObject whole)
        {
            if (value is null) whole.Remove(name);
            else whole[name] = Node(field, value, whole[name]);
            return true;
        }
        if (Index(at, name) is not { } index) return false;
        at[index] = value is null ? null : Node(field, value, at[index]);
        return true;
    }

    private static int? Index(JsonNode at, string name) =>
        at is JsonArray list && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? index : null;

    // As the application writes it: a number that stands there as text stays text.
    private static JsonNode Node(Field field, object value, JsonNode? before)
    {
        var text = ValueWriter.Text(field, value, column: null);
        return before?.GetValueKind() switch
        {
            JsonValueKind.String => JsonValue.Create(text),
            JsonValueKind.Number when value is bool yes => JsonValue.Create(yes ? 1 : 0),
            _ => (value, field.Stored) switch
            {
                (bool yes, Storage.Native) => JsonValue.Create(yes),
                (long number, Storage.Native) => JsonValue.Create(number),
                (decimal number, Storage.Native) => JsonValue.Create(number),
                (_, Storage.Unix or Storage.UnixMs or Storage.Ticks) => JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
                _ => JsonValue.Create(text),
            },
        };
    }
}

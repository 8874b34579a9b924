using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>
/// The JSON Schema of the map's file, made from the classes that read it. It is kept beside <c>datamap.json</c>, where editors find it;
/// a test keeps that file equal to this. (The framework's own exporter knows nothing of the shorthands.)
/// </summary>
public static class MapSchema
{
    private static readonly JsonSerializerOptions Writing =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, with a line end.</summary>
    public static string Text()
    {
        var definitions = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        Reference(typeof(MapDocument), definitions);
        definitions.Remove("map", out var map);
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Data map of the Medbook privacy portal",
            ["description"] = "Which personal data lies where. See DataMap/README.md.",
        };
        foreach (var (name, value) in map!.AsObject().ToList())
        {
            map.AsObject().Remove(name);
            root[name] = value;
        }
        root["definitions"] = new JsonObject(definitions);
        return root.ToJsonString(Writing) + "\n";
    }

    private static JsonNode Of(Type type, IDictionary<string, JsonNode?> definitions)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return new JsonObject { ["type"] = "string" };
        if (type == typeof(bool)) return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(Scalar)) return new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null") };
        if (type.IsEnum) return new JsonObject { ["enum"] = new JsonArray([.. Words.Of(type).Select(word => JsonValue.Create(word))]) };
        if (DocumentBinder.Item(type, typeof(OrderedDictionary<,>), 1) is { } value)
        {
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(value, definitions) };
        }
        if (DocumentBinder.Item(type, typeof(OneOrMany<>), 0) is { } item)
        {
            return new JsonObject { ["anyOf"] = new JsonArray(Of(item, definitions), ListOf(item, definitions)) };
        }
        return DocumentBinder.Item(type, typeof(List<>), 0) is { } element ? ListOf(element, definitions) : Reference(type, definitions);
    }

    private static JsonObject ListOf(Type item, IDictionary<string, JsonNode?> definitions) =>
        new() { ["type"] = "array", ["items"] = Of(item, definitions) };

    private static JsonObject Reference(Type type, IDictionary<string, JsonNode?> definitions)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(type.Name.Replace("Document", "", StringComparison.Ordinal));
        if (definitions.TryAdd(name, null)) definitions[name] = Definition(type, definitions);
        return new() { ["$ref"] = $"#/definitions/{name}" };
    }

    private static JsonObject Definition(Type type, IDictionary<string, JsonNode?> definitions)
    {
        var written = Object(type, definitions);
        var shapes = new List<JsonNode?>();
        if (DocumentBinder.Shorthand(type, typeof(IFromText<>)) is not null) shapes.Add(new JsonObject { ["type"] = "string" });
        if (DocumentBinder.Shorthand(type, typeof(IFromList<,>)) is { } list) shapes.Add(ListOf(list.GetGenericArguments()[1], definitions));
        var definition = shapes.Count == 0 ? written : new JsonObject { ["anyOf"] = new JsonArray([.. shapes, written]) };
        if (type.GetCustomAttribute<DescriptionAttribute>() is { } said) definition.Insert(0, "description", said.Description);
        return definition;
    }

    private static JsonObject Object(Type type, IDictionary<string, JsonNode?> definitions)
    {
        var properties = new JsonObject();
        var all = DocumentBinder.Options.GetTypeInfo(type).Properties;
        foreach (var property in all)
        {
            var schema = Of(property.PropertyType, definitions);
            if (Description(property) is { } said) schema.AsObject().Insert(0, "description", said);
            properties[property.Name] = schema;
        }
        var written = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        var required = all.Where(p => p.IsRequired).Select(p => (JsonNode?)JsonValue.Create(p.Name)).ToArray();
        if (required.Length > 0) written["required"] = new JsonArray(required);
        return written;
    }

    private static string? Description(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), true).OfType<DescriptionAttribute>().FirstOrDefault()?.Description;
}

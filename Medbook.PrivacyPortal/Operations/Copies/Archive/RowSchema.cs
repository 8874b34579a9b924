using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>The JSON Schema that travels with a dataset: names, types and what each field means in the person's language.</summary>
internal static class RowSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(
        Stream target, Dataset dataset, IReadOnlyList<ReadField> fields, CancellationToken ct)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = dataset.Label.ToString(),
            ["type"] = "array",
            ["items"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, Of(field)))),
                ["required"] = new JsonArray([.. fields.Select(field => JsonValue.Create(field.Name))]),
                ["additionalProperties"] = false,
            },
        };
        await JsonSerializer.SerializeAsync(target, schema, Indented, ct);
    }

    private static JsonObject Of(ReadField field)
    {
        var schema = new JsonObject { ["title"] = field.Field.Label.ToString() };
        // Opaque structured values may be anything, and a masked value is text whatever its type.
        var masked = field.Role is not null || field.Field.Others == Others.Structured;
        if (field.Field.Type is not (FieldType.Json or FieldType.Php) && !masked)
        {
            schema["type"] = new JsonArray(TypeOf(field.Field.Type), "null");
            if (FormatOf(field.Field.Type) is { } format) schema["format"] = format;
        }
        // A copy keeps the codes; here stands what they mean.
        if (field.Field.Values.Count > 0) schema["description"] = string.Join("; ", field.Field.Values.Select(code => $"{code.Key}: {code.Value}"));
        return schema;
    }

    private static string TypeOf(FieldType type) => type switch
    {
        FieldType.Integer => "integer",
        FieldType.Decimal => "number",
        FieldType.Boolean => "boolean",
        FieldType.Text or FieldType.Uuid or FieldType.Bytes or FieldType.Date or FieldType.Time or FieldType.DateTime => "string",
        FieldType.Json or FieldType.Php => throw new ArgumentOutOfRangeException(nameof(type), type, "A structured value has no single type."),
    };

    private static string? FormatOf(FieldType type) => type switch
    {
        FieldType.Uuid => "uuid",
        FieldType.Date => "date",
        FieldType.DateTime => "date-time",
        _ => null,
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>A document for implementers, compared with the records that are read and written and with what really passes.</summary>
/// <param name="document">The document.</param>
/// <param name="json">How the records are read and written.</param>
internal sealed class OpenApiDocument(JsonNode document, JsonSerializerOptions json)
{
    private readonly JsonSerializerOptions options = new(json) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public JsonNode Paths => document["paths"]!;

    public JsonNode this[string part] => document[part]!;

    public JsonNode Schema(string name) => document["components"]!["schemas"]![name]!;

    /// <summary>What a pointer leads to; what is none itself.</summary>
    public JsonNode Reached(JsonNode node) => node["$ref"]?.GetValue<string>() is { } reference
        ? reference[2..].Split('/').Aggregate(document, (at, part) => at[part]!) : node;

    /// <summary>A schema says what a record says. It may say more (a description, the values there are), and nothing else.</summary>
    public void AssertSame(JsonNode schema, Type record) => AssertSame(Reached(schema), options.GetJsonSchemaAsNode(record, new() { TreatNullObliviousAsNonNullable = true }), record.Name);

    public async Task AssertFitsAsync(JsonNode schema, string text) => Assert.Empty(await FaultsAsync(schema, text));

    public async Task<ICollection<ValidationError>> FaultsAsync(JsonNode schema, string text)
    {
        var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["definitions"] = document["components"]!["schemas"]!.DeepClone() };
        var read = await JsonSchema.FromJsonAsync(whole.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
        return read.Validate(text);
    }

    private void AssertSame(JsonNode said, JsonNode meant, string place)
    {
        if (meant is not JsonObject) return;
        if (said["anyOf"] is JsonArray either) said = Reached(either[0]!);
        else AssertEqual(Kinds(said), Kinds(meant));
        AssertEqual(Texts(said["required"]), Texts(meant["required"]));
        AssertEqual(said["properties"]?.AsObject().Select(property => property.Key), meant["properties"]?.AsObject().Select(property => property.Key));
        foreach (var (name, property) in meant["properties"]?.AsObject() ?? []) AssertSame(Reached(said["properties"]![name]!), Resolved(property!, meant), $"{place}.{name}");
        if (meant["items"] is { } items) AssertSame(Reached(said["items"]!), items, $"{place}[]");

        void AssertEqual(IEnumerable<string>? one, IEnumerable<string>? other) =>
            Assert.Equal($"{place}: {string.Join(' ', (other ?? []).Order())}", $"{place}: {string.Join(' ', (one ?? []).Order())}");
    }

    // A record that comes twice in another is written once and pointed at.
    private static JsonNode Resolved(JsonNode schema, JsonNode root) => schema is JsonObject && schema["$ref"]?.GetValue<string>() is { } pointer && pointer.StartsWith("#/", StringComparison.Ordinal)
        ? pointer[2..].Split('/').Aggregate(root, (node, part) => node is JsonArray list ? list[int.Parse(part)]! : node[part]!) : schema;

    private static IEnumerable<string> Kinds(JsonNode schema) => schema["type"] is JsonArray several ? Texts(several)! : schema["type"] is { } one ? [one.GetValue<string>()] : [];

    private static IEnumerable<string>? Texts(JsonNode? list) => list?.AsArray().Select(text => text!.GetValue<string>());
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

/// <summary>What implementers read is what the portal speaks: <c>.docs/systems/openapi.json</c> and <c>.docs/systems.md</c>.</summary>
public sealed class ProtocolDocumentTests
{
    private static readonly JsonNode Document = JsonNode.Parse(Repository.Read(".docs", "systems", "openapi.json"))!;

    private static readonly Dictionary<string, (Type Question, Type? Answer)> Words = new()
    {
        ["describe"] = (typeof(object), typeof(SystemDescription)),
        ["find"] = (typeof(FindQuestion), typeof(FindAnswer)),
        ["export"] = (typeof(ExportQuestion), typeof(ExportLine)),
        ["plan"] = (typeof(PlanQuestion), typeof(PlanAnswer)),
        ["erase"] = (typeof(EraseOrder), typeof(EraseAnswer)),
        ["rectify"] = (typeof(RectifyOrder), typeof(RectifyAnswer)),
        ["restrict"] = (typeof(RestrictOrder), typeof(RestrictAnswer)),
    };

    [Fact]
    public void Its_paths_are_the_words_of_the_client()
    {
        var spoken = typeof(SystemClient).GetMethods().Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => method.Name[..^"Async".Length].ToLowerInvariant());

        Assert.Equal(spoken.Order(), Document["paths"]!.AsObject().Select(path => path.Key[1..]).Order());
    }

    public static TheoryData<string> Names => [.. Words.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_words_schemas_are_its_records(string word)
    {
        var post = Document["paths"]![$"/{word}"]!["post"]!;
        var (question, answer) = Words[word];
        if (question != typeof(object)) AssertSame(Reached(post["requestBody"]!["content"]!["application/json"]!["schema"]!), Of(question), question.Name);
        AssertSame(Reached(post["responses"]!["200"]!["content"]![word == "export" ? "application/x-ndjson" : "application/json"]!["schema"]!), Of(answer!), answer!.Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_words_examples_fit_its_schemas_and_are_read_by_the_portal(string word)
    {
        var post = Document["paths"]![$"/{word}"]!["post"]!;
        var (question, answer) = Words[word];
        var asked = post["requestBody"]!["content"]!["application/json"]!;
        await AssertFitsAsync(asked["schema"]!, asked["example"]!.ToJsonString());
        Assert.NotNull(asked["example"].Deserialize(question, SystemJson.Options));
        var answered = post["responses"]!["200"]!["content"]![word == "export" ? "application/x-ndjson" : "application/json"]!;
        foreach (var example in answered["example"] is { } one ? [one] : answered["examples"]!.AsObject().Select(line => line.Value!["value"]!))
        {
            await AssertFitsAsync(answered["schema"]!, example.ToJsonString());
            Assert.NotNull(example.Deserialize(answer!, SystemJson.Options));
        }
    }

    [Fact]
    public async Task What_is_said_between_the_portal_and_a_system_fits_it()
    {
        await using var system = await TestSystem.StartAsync(Newsletter.Tables());
        using var client = SystemClient.Of("newsletter", system.Address, TestSystem.Secret);
        var rows = new SystemRows { Person = Newsletter.Person };
        await client.DescribeAsync(default);
        await client.FindAsync(new("contacts", "contacts", Newsletter.Address, null, 2), default);
        await client.ExportAsync(new("questions", rows with { Role = "asker", Begun = new("on", new(2026, 1, 1)) }, ["on", "answer"], Newest: "on", Limit: 5), default).ToListAsync();
        await client.PlanAsync(new("mailings", rows with { Except = [Newsletter.Other] }, new(Takes: false, [new("subject", "mask", "-")]), "sent", ["1", "9"], 5), default);
        await client.EraseAsync(new("mailings", rows with { Keys = [["1", "9"]] }, new(Takes: true, [])), "e-1", default);
        await client.RectifyAsync(new("contacts", Newsletter.Person, ["1"], "name", SystemJson.Nothing, SystemJson.Nothing, DryRun: true), "r-1", default);
        await client.RestrictAsync(new(Newsletter.Person, ["newsletter"], ["mailings"], 7), "l-1", default);

        Assert.Equal(Words.Keys, system.Heard.Select(call => call.Word));
        foreach (var call in system.Heard)
        {
            var post = Document["paths"]![$"/{call.Word}"]!["post"]!;
            await AssertFitsAsync(post["requestBody"]!["content"]!["application/json"]!["schema"]!, call.Body);
            var schema = post["responses"]!["200"]!["content"]!.AsObject().Single().Value!["schema"]!;
            foreach (var answer in call.Word == "export" ? call.Answer.Split('\n') : [call.Answer]) await AssertFitsAsync(schema, answer);
        }
    }

    [Theory]
    [InlineData("FindAnswer", """{"persons":[[1]]}""")]
    [InlineData("PlanQuestion", """{"table":"a","rows":{"keys":"1"},"erasure":{"takes":true,"fields":[]},"period":null,"after":null,"limit":1}""")]
    [InlineData("EraseAnswer", """{"rows":[{"key":["1"],"outcome":"vanished"}]}""")]
    public async Task What_does_not_fit_it_is_found(string schema, string json) =>
        Assert.NotEmpty(await FaultsAsync(Document["components"]!["schemas"]![schema]!, json));

    [Fact]
    public void The_example_of_a_signature_is_right()
    {
        var page = Repository.Read(".docs", "systems.md");
        var key = Regex.Match(page, "With the key `([^`]+)`").Groups[1].Value;
        var call = Regex.Match(page, @"POST (\S+)\n(?:.*\n)*?Medbook-Timestamp: (\d+)\nMedbook-Signature: (\S+)\nIdempotency-Key: (\S+)\n\n(.+)\n");
        var (path, seconds, signature, idempotencyKey, body) = (call.Groups[1].Value, call.Groups[2].Value, call.Groups[3].Value, call.Groups[4].Value, call.Groups[5].Value);

        Assert.Equal(signature, SystemSignature.Of(
            Encoding.UTF8.GetBytes(key), DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds)), path, idempotencyKey, Encoding.UTF8.GetBytes(body)));
        Assert.Contains($"```text\nv1\n{seconds}\n{path}\n{idempotencyKey}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\n```", page);
    }

    [Fact]
    public void Its_numbers_are_those_of_the_portal()
    {
        var (page, bounds) = (Repository.Read(".docs", "systems.md"), new SystemBounds());

        Assert.Contains($"An attempt may take {bounds.Answer.TotalSeconds} seconds, a line of an export {bounds.Line.TotalSeconds}.", page);
        Assert.Contains($"longer than {bounds.MostBytes >> 20} MiB", page);
        Assert.Contains($"a line has at most {bounds.MostLine >> 20} MiB", page);
        Assert.Contains($"at least {SystemSignature.FewestCharacters} random characters", page);
        Assert.Equal((3, 10), (bounds.Attempts, bounds.LongestPause.TotalSeconds));
    }

    private static readonly JsonSerializerOptions Options = new(SystemJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static JsonNode Of(Type type) => Options.GetJsonSchemaAsNode(type, new() { TreatNullObliviousAsNonNullable = true });

    private static JsonNode Reached(JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? Document["components"]!["schemas"]![reference.Split('/')[^1]]! : schema;

    // The document may say more (a description, the values there are), and nothing else.
    private static void AssertSame(JsonNode said, JsonNode meant, string place)
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

    private static async Task AssertFitsAsync(JsonNode schema, string json) => Assert.Empty(await FaultsAsync(schema, json));

    private static async Task<ICollection<ValidationError>> FaultsAsync(JsonNode schema, string json)
    {
        var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["definitions"] = Document["components"]!["schemas"]!.DeepClone() };
        var read = await JsonSchema.FromJsonAsync(whole.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
        return read.Validate(json);
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

/// <summary>What implementers read is what the portal speaks: <c>.docs/systems/openapi.json</c> and <c>.docs/systems.md</c>.</summary>
public sealed class ProtocolDocumentTests
{
    private static readonly OpenApiDocument Document = new(JsonNode.Parse(Repository.Read(".docs", "systems", "openapi.json"))!, SystemJson.Options);

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

        Assert.Equal(spoken.Order(), Document.Paths.AsObject().Select(path => path.Key[1..]).Order());
    }

    public static TheoryData<string> Names => [.. Words.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_words_schemas_are_its_records(string word)
    {
        var post = Document.Paths[$"/{word}"]!["post"]!;
        var (question, answer) = Words[word];
        if (question != typeof(object)) Document.AssertSame(post["requestBody"]!["content"]!["application/json"]!["schema"]!, question);
        Document.AssertSame(post["responses"]!["200"]!["content"]![word == "export" ? "application/x-ndjson" : "application/json"]!["schema"]!, answer!);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_words_examples_fit_its_schemas_and_are_read_by_the_portal(string word)
    {
        var post = Document.Paths[$"/{word}"]!["post"]!;
        var (question, answer) = Words[word];
        var asked = post["requestBody"]!["content"]!["application/json"]!;
        await Document.AssertFitsAsync(asked["schema"]!, asked["example"]!.ToJsonString());
        Assert.NotNull(asked["example"].Deserialize(question, SystemJson.Options));
        var answered = post["responses"]!["200"]!["content"]![word == "export" ? "application/x-ndjson" : "application/json"]!;
        foreach (var example in answered["example"] is { } one ? [one] : answered["examples"]!.AsObject().Select(line => line.Value!["value"]!))
        {
            await Document.AssertFitsAsync(answered["schema"]!, example.ToJsonString());
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
            var post = Document.Paths[$"/{call.Word}"]!["post"]!;
            await Document.AssertFitsAsync(post["requestBody"]!["content"]!["application/json"]!["schema"]!, call.Body);
            var schema = post["responses"]!["200"]!["content"]!.AsObject().Single().Value!["schema"]!;
            foreach (var answer in call.Word == "export" ? call.Answer.Split('\n') : [call.Answer]) await Document.AssertFitsAsync(schema, answer);
        }
    }

    [Theory]
    [InlineData("FindAnswer", """{"persons":[[1]]}""")]
    [InlineData("PlanQuestion", """{"table":"a","rows":{"keys":"1"},"erasure":{"takes":true,"fields":[]},"period":null,"after":null,"limit":1}""")]
    [InlineData("EraseAnswer", """{"rows":[{"key":["1"],"outcome":"vanished"}]}""")]
    public async Task What_does_not_fit_it_is_found(string schema, string json) =>
        Assert.NotEmpty(await Document.FaultsAsync(Document.Schema(schema), json));

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
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Features.Api;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Api;

/// <summary>What implementers read is what the portal says: <c>.docs/api/openapi.json</c> and <c>.docs/api.md</c>. What really passes is compared in <see cref="ApiAnswerTests"/>.</summary>
public sealed class ApiDocumentTests
{
    internal static readonly OpenApiDocument Document = new(JsonNode.Parse(Repository.Read(".docs", "api", "openapi.json"))!, ApiAnswer.Json);

    private static readonly Dictionary<(string Path, string Method), Type> Answers = new()
    {
        [("/consents/{person}", "get")] = typeof(PersonConsents),
        [("/consents", "post")] = typeof(ApiAnswers<PersonConsents>),
        [("/restrictions/{person}", "get")] = typeof(PersonLimits),
        [("/restrictions", "post")] = typeof(ApiAnswers<PersonLimits>),
    };

    internal static JsonNode AnswerOf(string path, string method) => Document.Paths[path]![method]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;

    [Fact]
    public void Its_schemas_are_the_records()
    {
        Assert.Equal(Answers.Keys, Document.Paths.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => (path.Key, method.Key))));
        foreach (var ((path, method), answer) in Answers) Document.AssertSame(AnswerOf(path, method), answer);
        Document.AssertSame(Document.Schema("ApiQuestion"), typeof(ApiQuestion));
        Document.AssertSame(Document.Schema("ChangeWord"), typeof(ChangeWord));
    }

    [Fact]
    public async Task Its_examples_fit_its_schemas_and_are_read()
    {
        foreach (var ((path, method), answer) in Answers)
        {
            var content = Document.Paths[path]![method]!["responses"]!["200"]!["content"]!["application/json"]!;
            await Document.AssertFitsAsync(content["schema"]!, content["example"]!.ToJsonString());
            Assert.NotNull(content["example"].Deserialize(answer, ApiAnswer.Json));
        }
        var asked = Document["components"]["requestBodies"]!["Question"]!["content"]!["application/json"]!;
        Assert.NotNull(asked["example"].Deserialize<ApiQuestion>(ApiAnswer.Json));
        var called = Document["webhooks"]["changed"]!["post"]!["requestBody"]!["content"]!["application/json"]!;
        await Document.AssertFitsAsync(called["schema"]!, called["example"]!.ToJsonString());
    }

    [Fact]
    public void Every_answer_there_is_is_described()
    {
        foreach (var (path, methods) in Document.Paths.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                string[] wanted = method == "get" ? ["200", "304", "400", "401", "403", "404", "429"] : ["200", "400", "401", "403", "404", "413", "429"];
                Assert.True(wanted.SequenceEqual(operation!["responses"]!.AsObject().Select(response => response.Key)), $"{method} {path}");
                Assert.All(operation["responses"]!.AsObject(), response => Assert.NotNull(Document.Reached(response.Value!)["description"]));
            }
        }
    }

    [Fact]
    public async Task The_example_of_a_call_is_right_and_fits_the_document()
    {
        var page = Repository.Read(".docs", "api.md");
        var secret = Regex.Match(page, "With the secret `([^`]+)`").Groups[1].Value;
        var call = Regex.Match(page, @"POST (\S+)\n(?:.*\n)*?Medbook-Timestamp: (\d+)\nIdempotency-Key: (\S+)\nMedbook-Signature: (\S+)\n\n(.+)\n");
        var (path, seconds, id, signature, body) = (call.Groups[1].Value, call.Groups[2].Value, call.Groups[3].Value, call.Groups[4].Value, call.Groups[5].Value);

        Assert.Equal(signature, SystemSignature.Of(
            Encoding.UTF8.GetBytes(secret), DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)), path, id, Encoding.UTF8.GetBytes(body)));
        Assert.Contains($"```text\nv1\n{seconds}\n{path}\n{id}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\n```", page, StringComparison.Ordinal);
        await Document.AssertFitsAsync(Document.Schema("ChangeWord"), body);
        Assert.Equal(id, JsonSerializer.Deserialize<ChangeWord>(body, ApiAnswer.Json)!.Id.ToString());
    }

    [Fact]
    public async Task The_answers_of_the_page_fit_the_document_and_its_numbers_are_those_of_the_portal()
    {
        var page = Repository.Read(".docs", "api.md");
        var answers = Regex.Matches(page, "```json\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(2, answers.Count);
        await Document.AssertFitsAsync(Document.Schema("PersonConsents"), answers[0]);
        await Document.AssertFitsAsync(Document.Schema("PersonLimits"), answers[1]);
        Assert.Contains($"in a minute ({ApiSettings.Read(new ConfigurationBuilder().Build()).PerMinute})", page, StringComparison.Ordinal);
        Assert.Contains($"at least {ApiSettings.FewestCharacters} random characters", page, StringComparison.Ordinal);
        Assert.Contains($"up to {AskedPersons.Most.ToString("N0", CultureInfo.InvariantCulture)} persons", page, StringComparison.Ordinal);
        Assert.Contains($"An attempt may take {Webhook.Patience.TotalSeconds} seconds.", page, StringComparison.Ordinal);
        Assert.Contains($"for {ChangeCall.Patience.TotalDays} days; then it is given up with a line in the portal's log, and what was to be told goes {ChangeCall.KeptFor.TotalDays} days later", page, StringComparison.Ordinal);
        Assert.Contains("six hours at last", page, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(6), RetryPause.Longest);
    }
}

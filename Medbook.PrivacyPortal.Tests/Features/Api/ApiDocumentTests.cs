using System.Text.Json;
using System.Text.Json.Nodes;
using Medbook.PrivacyPortal.Features.Api;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Api;

/// <summary>What implementers read is what the portal says: <c>.docs/api/openapi.json</c>. What really passes is compared in <see cref="ApiAnswerTests"/>.</summary>
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
}

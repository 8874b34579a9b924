using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

/// <summary>What is no answer to the question is a fault of the system, and none of what it said is kept in the error.</summary>
public sealed class OddAnswerTests : IAsyncLifetime
{
    private static readonly SystemErasure Takes = new(Takes: true, []);

    private TestSystem system = null!;
    private SystemClient client = null!;

    public async Task InitializeAsync()
    {
        system = await TestSystem.StartAsync(Newsletter.Tables());
        client = SystemClient.Of("news", system.Address, TestSystem.Secret);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await system.DisposeAsync();
    }

    [Theory]
    [InlineData("describe", """{"protocol":1,"tables":[null]}""")]
    [InlineData("describe", """{"protocol":1}""")]
    [InlineData("describe", """{"protocol":1,"tables":[{"name":null,"key":[],"fields":[]}]}""")]
    [InlineData("find", """{"persons":[[null]]}""")]
    [InlineData("find", """{"persons":[["1"],["2"],["3"]]}""")]
    [InlineData("find", """{"persons":[["1"]],"persons":[]}""")]
    [InlineData("find", """{"persons":"secret value"}""")]
    [InlineData("find", "")]
    [InlineData("export", """{"key":["1"],"values":["one","too many"]}""")]
    [InlineData("export", """{"key":[null],"values":["one"]}""")]
    [InlineData("export", "secret value")]
    [InlineData("plan", """{"count":0,"rows":[{"key":["1"],"begun":null,"othersToo":false}]}""")]
    [InlineData("plan", """{"count":1,"rows":[{"key":["1"],"begun":"secret value","othersToo":false}]}""")]
    [InlineData("erase", """{"rows":[]}""")]
    [InlineData("erase", """{"rows":[{"key":["2"],"outcome":"deleted"}]}""")]
    [InlineData("erase", """{"rows":[{"key":["1"],"outcome":"deleted"},{"key":["1"],"outcome":"deleted"}]}""")]
    [InlineData("erase", """{"rows":[{"key":["1"],"outcome":"secret value"}]}""")]
    [InlineData("rectify", """{"outcome":"secret value","found":null}""")]
    [InlineData("rectify", """{"outcome":"changed"}""")]
    [InlineData("restrict", """{"revision":6}""")]
    public async Task An_answer_to_another_question_is_none(string word, string answer)
    {
        system.SaysInstead = answer;

        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => AskAsync(word));

        Assert.Equal(SourceFault.Damaged, failure.Fault);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_another_language()
    {
        system.SaysInstead = """{"protocol":2,"tables":[]}""";

        Assert.Equal(SourceFault.SchemaDiffers, (await Assert.ThrowsAsync<SourceFailedException>(() => AskAsync("describe"))).Fault);
    }

    [Fact]
    public async Task What_is_unknown_in_an_answer_is_passed_over()
    {
        system.SaysInstead = """{"persons":[["1"]],"weather":{"fine":true}}""";

        Assert.Equal(["1"], Assert.Single((await client.FindAsync(new("contacts", "contacts", Newsletter.Address, null, 2), default)).Persons));
    }

    private Task AskAsync(string word)
    {
        var rows = new SystemRows { Person = Newsletter.Person, Keys = [["1"]] };
        return word switch
        {
            "describe" => client.DescribeAsync(default),
            "find" => client.FindAsync(new("contacts", "contacts", Newsletter.Address, null, 2), default),
            "export" => client.ExportAsync(new("contacts", rows, ["name"]), default).ToListAsync().AsTask(),
            "plan" => client.PlanAsync(new("contacts", rows, Takes, null, null, 5), default),
            "erase" => client.EraseAsync(new("contacts", rows, Takes), "e-1", default),
            "rectify" => client.RectifyAsync(new("contacts", Newsletter.Person, ["1"], "name", SystemJson.Nothing, SystemJson.Nothing, DryRun: true), "r-1", default),
            _ => client.RestrictAsync(new(Newsletter.Person, [], [], 7), "l-1", default),
        };
    }
}

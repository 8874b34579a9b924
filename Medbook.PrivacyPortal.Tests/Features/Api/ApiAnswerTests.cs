using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Medbook.PrivacyPortal.Features.Api;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Api;

/// <summary>What a system with a right key gets.</summary>
public sealed class ApiAnswerTests : ApiTests
{
    [Fact]
    public async Task Who_asks_again_is_told_only_what_changed()
    {
        var crm = CrmClient();
        var first = await crm.GetAsync("/api/consents/members:1?source=clinic");
        var other = await crm.GetAsync("/api/consents/members:2?source=clinic");

        Assert.Equal((HttpStatusCode.OK, "application/json", false), (first.StatusCode, first.Content.Headers.ContentType!.ToString(), first.Headers.ETag!.IsWeak));
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
        var same = await AskAsync("consents", first.Headers.ETag!);
        Assert.Equal((HttpStatusCode.NotModified, "", first.Headers.ETag), (same.StatusCode, await same.Content.ReadAsStringAsync(), same.Headers.ETag));
        Assert.Equal("no-cache, private", same.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync("consents", new EntityTagHeaderValue("\"another\""), new EntityTagHeaderValue(first.Headers.ETag!.Tag, isWeak: true))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("consents", new EntityTagHeaderValue("\"another\""))).StatusCode);

        await GiveAsync();
        var given = await AskAsync("consents", first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        await WithdrawAsync();
        var withdrawn = await AskAsync("consents", given.Headers.ETag!);
        Assert.Equal((HttpStatusCode.OK, false), (withdrawn.StatusCode, await ResearchAsync(withdrawn)));
    }

    [Fact]
    public async Task A_limit_is_answered_from_the_same_moment_on()
    {
        var before = (await CrmClient().GetAsync("/api/restrictions/members:1?source=clinic")).Headers.ETag!;

        await LimitAsync();

        var after = await AskAsync("restrictions", before);
        var limits = await after.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("members:1", "helpdesk", true), (limits.GetProperty("person").GetString(), limits.GetProperty("activities")[0].GetString(), limits.GetProperty("isLimited").GetBoolean()));
    }

    [Fact]
    public async Task Several_persons_are_answered_in_the_order_of_the_question_and_kept_by_nobody()
    {
        await GiveAsync();

        foreach (var scope in (string[])["consents", "restrictions"])
        {
            var answer = await CrmClient().PostAsJsonAsync($"/api/{scope}", new { source = "clinic", persons = new[] { "members:2", "members:1" } });

            Assert.Equal((HttpStatusCode.OK, "no-store"), (answer.StatusCode, answer.Headers.CacheControl!.ToString()));
            var persons = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("persons").EnumerateArray().ToList();
            Assert.Equal(["members:2", "members:1"], persons.Select(person => person.GetProperty("person").GetString()));
            Assert.Equal(scope == "consents" ? 2 : 0, persons.Count(person => person.TryGetProperty("purposes", out _)));
        }
    }

    [Fact]
    public async Task A_key_that_takes_the_place_of_another_is_right_beside_it_and_one_entry_stands_for_all_it_asked()
    {
        foreach (var key in (string[])[TestSystems.CrmKey, TestSystems.NextCrmKey, TestSystems.CrmKey])
        {
            Assert.Equal(HttpStatusCode.OK, (await Client(key).GetAsync("/api/restrictions/members:1?source=clinic")).StatusCode);
        }

        Assert.Equal(["crm"], await ReadAsync(db => db.AuditEntries.Where(e => e.Reference == "clinic" && e.Follows != null).Select(e => e.ActorId).ToListAsync()));
    }

    [Fact]
    public async Task Everybody_reads_what_it_is_and_where_no_system_is_configured_there_is_nothing()
    {
        var served = await Stranger.GetAsync("/api/openapi.json");

        Assert.Equal(("application/json", Repository.Read(".docs", "api", "openapi.json")), (served.Content.Headers.ContentType!.MediaType, await served.Content.ReadAsStringAsync()));
        IEndpointRouteBuilder routes = WebApplication.CreateSlimBuilder().Build();
        routes.MapApi(PortalSettings.Read(new ConfigurationBuilder().Build(), new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { EnvironmentName = Environments.Production }));
        Assert.DoesNotContain(routes.DataSources, source => source.Endpoints.Count > 0);
    }

    [Fact]
    public async Task What_passes_fits_the_document()
    {
        await GiveAsync();
        await LimitAsync();
        await CallAsync();
        var crm = CrmClient();
        var document = ApiDocumentTests.Document;
        var question = """{"source":"clinic","persons":["members:1","members:2"]}""";

        foreach (var scope in (string[])["consents", "restrictions"])
        {
            await document.AssertFitsAsync(ApiDocumentTests.AnswerOf($"/{scope}/{{person}}", "get"), await crm.GetStringAsync($"/api/{scope}/members:1?source=clinic"));
            var many = await crm.PostAsync($"/api/{scope}", new StringContent(question, MediaTypeHeaderValue.Parse("application/json")));
            await document.AssertFitsAsync(ApiDocumentTests.AnswerOf($"/{scope}", "post"), await many.Content.ReadAsStringAsync());
        }
        await document.AssertFitsAsync(document.Schema("Problem"), await (await Stranger.GetAsync("/api/consents/members:1?source=clinic")).Content.ReadAsStringAsync());
        Assert.Equal(2, Crm.Taken.Count);
        foreach (var call in Crm.Taken) await document.AssertFitsAsync(document.Schema("ChangeWord"), call.Body);
    }

    private async Task<HttpResponseMessage> AskAsync(string scope, params EntityTagHeaderValue[] known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/{scope}/members:1?source=clinic");
        foreach (var tag in known) request.Headers.IfNoneMatch.Add(tag);
        return await CrmClient().SendAsync(request);
    }

    private static async Task<bool> ResearchAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("purposes").EnumerateArray().Single(one => one.GetProperty("purpose").GetString() == "research").GetProperty("allowed").GetBoolean();
}

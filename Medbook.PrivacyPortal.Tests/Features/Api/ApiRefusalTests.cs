using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Api;

/// <summary>Who gets nothing, and what is said nowhere.</summary>
public sealed class ApiRefusalTests : ApiTests
{
    private const string Ada1 = "/api/consents/members:1?source=clinic";

    protected override string MapJson => base.MapJson.Replace("\"members\": { \"key\": \"id\", \"addresses\": \"email\" }", "\"members\": { \"key\": \"id\", \"addresses\": \"email\" }, \"visitors\": { \"byAddress\": true }", StringComparison.Ordinal);

    // Each host costs half a second: what differs by a word is tried on one.
    [Fact]
    public async Task Nobody_without_a_right_key_is_answered()
    {
        const string key = TestSystems.CrmKey;
        foreach (var header in (string?[])[null, "Bearer", $"Bearer {key[..^1]}", $"Bearer {key.ToUpperInvariant()}", $"Bearer {key}, {TestSystems.NextCrmKey}", $"Basic {key}", key])
        {
            var client = Stranger;
            if (header is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
            foreach (var answer in (HttpResponseMessage[])[
                await client.GetAsync(Ada1), await client.GetAsync("/api/restrictions/members:1?source=clinic"),
                await client.PostAsJsonAsync("/api/restrictions", new { source = "clinic", persons = new[] { "members:1" } })])
            {
                await AssertProblemAsync(HttpStatusCode.Unauthorized, answer, header);
                Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).ToString());
            }
        }
        Assert.Equal(0, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.ActorId == "crm")));
    }

    [Fact]
    public async Task A_system_asks_within_its_scopes_and_its_sources()
    {
        var mailer = Client(TestSystems.MailerKey);

        await AssertProblemAsync(HttpStatusCode.Forbidden, await mailer.GetAsync("/api/restrictions/members:1?source=news"));
        await AssertProblemAsync(HttpStatusCode.Forbidden, await mailer.PostAsJsonAsync("/api/restrictions", new { source = "news", persons = new[] { "members:1" } }));
        await AssertProblemAsync(HttpStatusCode.NotFound, await mailer.GetAsync(Ada1));
        await AssertProblemAsync(HttpStatusCode.NotFound, await CrmClient().GetAsync("/api/consents/members:1?source=elsewhere"));
        await AssertProblemAsync(HttpStatusCode.NotFound, await CrmClient().GetAsync("/api/consents/Subjects:1?source=portal"));
    }

    [Fact]
    public async Task What_is_no_question_is_refused_to_a_program_and_not_to_a_person()
    {
        foreach (var (path, status) in ((string, int)[])[
            ("/api/consents/members:1", 400), ("/api/consents/1?source=clinic", 400), ("/api/consents/..%2f..%2fhome?source=clinic", 400),
            ("/api/consents/../restrictions/members:1", 400), ("/api/consents?source=clinic", 404), ("/api/consents/members:1/more?source=clinic", 404), ("/api/elsewhere", 404)])
        {
            await AssertProblemAsync((HttpStatusCode)status, await CrmClient().GetAsync(Raw(path)), path);
        }
        // What is no request at all the server refuses without a word.
        Assert.Equal(HttpStatusCode.BadRequest, (await CrmClient().GetAsync(Raw("/api/consents/members:1%00?source=clinic"))).StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_written_otherwise_is_somebody_else()
    {
        await GiveAsync();

        foreach (var person in (string[])["members:1%2F..%2F2", "members:2/../members:1%3F", "members:1;x", "members:1%2500", "members:1&2", "members:01", "MEMBERS:1"])
        {
            var answer = await CrmClient().GetFromJsonAsync<JsonElement>(Raw($"/api/consents/{person}?source=clinic"));
            Assert.False(MayResearch(answer), person);
        }
    }

    [Fact]
    public async Task A_key_that_is_escaped_is_escaped_once_more_in_an_address_and_one_that_is_a_mail_address_stands_in_none()
    {
        var odd = await AddPersonAsync("odd@example.org");
        await using (var db = await OpenAsync())
        {
            var link = SubjectLink.Untried(odd.Subject!.Value, "clinic");
            link.Record([new PersonKey("members", ["a/b %&c"]).ToString()], isTaken: false, Now);
            db.SubjectLinks.Add(link);
            await db.SaveChangesAsync();
        }
        await GiveAsync(odd);

        Assert.True(MayResearch(await CrmClient().GetFromJsonAsync<JsonElement>(Raw("/api/consents/members:a%252Fb%2520%2525%2526c?source=clinic"))));

        await AssertProblemAsync(HttpStatusCode.BadRequest, await CrmClient().GetAsync(Raw("/api/consents/visitors:somebody%2540example.org?source=clinic")));
        Assert.Equal(HttpStatusCode.OK, (await CrmClient().PostAsJsonAsync("/api/consents", new { source = "clinic", persons = new[] { "visitors:somebody%40example.org" } })).StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_no_question_is_refused()
    {
        foreach (var body in (string[])[
            """{"source":"clinic","persons":["members:1","members:1"]}""", """{"source":"clinic","persons":["members:1",null]}""", """{"source":"clinic","persons":["1"]}""",
            """{"source":"clinic","persons":["\ud800"]}""", """{"source":null,"persons":["members:1"]}""", """{"source":"clinic"}""", """{"source":"clinic","persons":"members:1"}""", "null", "[[[", ""])
        {
            await AssertProblemAsync(HttpStatusCode.BadRequest, await CrmClient().PostAsync("/api/consents", new StringContent(body, MediaTypeHeaderValue.Parse("application/json"))), body);
        }
        const string right = """{"source":"clinic","persons":["members:1"]}""";
        await AssertProblemAsync(HttpStatusCode.BadRequest, await CrmClient().PostAsync("/api/consents", new StringContent(right, MediaTypeHeaderValue.Parse("text/plain"))));
        var odd = new ByteArrayContent(Encoding.UTF8.GetBytes(right));
        odd.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=nonsense");
        Assert.Equal(HttpStatusCode.OK, (await CrmClient().PostAsync("/api/consents", odd)).StatusCode);
    }

    [Fact]
    public async Task Too_many_persons_and_too_long_a_question_are_refused()
    {
        var crm = CrmClient();
        await AssertProblemAsync(HttpStatusCode.BadRequest, await crm.PostAsJsonAsync("/api/consents", new { source = "clinic", persons = Enumerable.Range(0, 1001).Select(n => $"members:{n}") }));
        // Who asks first whether it may be sent is told without having sent it.
        crm.DefaultRequestHeaders.ExpectContinue = true;
        await AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, await crm.PostAsJsonAsync("/api/consents", new { source = "clinic", persons = new[] { "members:" + new string('1', 600_000) } }));
    }

    [Fact]
    public async Task Who_a_person_is_stands_in_no_log_whatever_happens()
    {
        var crm = CrmClient();
        await crm.GetAsync(Ada1);
        await Stranger.GetAsync(Ada1);
        await crm.GetAsync("/api/elsewhere/members:1");
        await using (var db = await OpenAsync()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"SubjectLinks\" RENAME TO \"Elsewhere\"");
        var broken = await crm.GetAsync(Ada1);

        await AssertProblemAsync(HttpStatusCode.InternalServerError, broken);
        var number = (await broken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.Split(' ')[^1].TrimEnd('.');
        Assert.Contains(Log.Lines, line => line.Contains($"Error {number} on GET /api/consents/{{person}}", StringComparison.Ordinal));
        // The framework is heard, and of this portal the lines of other requests are as they were.
        Assert.Contains(Log.Lines, line => line.Contains("Executing endpoint", StringComparison.Ordinal));
        Assert.DoesNotContain(Log.Lines, line => line.Contains("members:1", StringComparison.OrdinalIgnoreCase) || line.Contains("members%3A1", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Log.Lines, line => line.Contains(TestSystems.CrmKey, StringComparison.Ordinal));
    }

    private static bool MayResearch(JsonElement answer) =>
        answer.GetProperty("purposes").EnumerateArray().Single(one => one.GetProperty("purpose").GetString() == "research").GetProperty("allowed").GetBoolean();

    private static async Task AssertProblemAsync(HttpStatusCode status, HttpResponseMessage answer, string? to = null)
    {
        var said = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(status == answer.StatusCode, $"{to} {answer.StatusCode}: {said}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, JsonDocument.Parse(said).RootElement.GetProperty("status").GetInt32());
    }
}

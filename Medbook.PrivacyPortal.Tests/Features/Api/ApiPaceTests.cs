using System.Net;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.Features.Api;

/// <summary>A system may ask three times a minute here, and a network address six times.</summary>
public sealed class ApiPaceTests : ApiTests
{
    private const string Ada1 = "/api/consents/members:1?source=clinic";

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [.. base.MoreSettings, new("Api:PerMinute", "3")];

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back_whichever_key_they_show()
    {
        var answers = new List<HttpResponseMessage>();
        foreach (var key in (string[])[TestSystems.CrmKey, TestSystems.NextCrmKey, TestSystems.CrmKey, TestSystems.NextCrmKey]) answers.Add(await Client(key).GetAsync(Ada1));

        Assert.Equal([200, 200, 200, 429], answers.Select(answer => (int)answer.StatusCode));
        Assert.InRange(answers[^1].Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal("application/problem+json", answers[^1].Content.Headers.ContentType!.MediaType);
        // Another system has a pace of its own.
        Assert.Equal(HttpStatusCode.NotFound, (await Client(TestSystems.MailerKey).GetAsync(Ada1)).StatusCode);
    }

    [Fact]
    public async Task Who_guesses_keys_is_stopped_before_a_right_one_is_looked_at_and_pages_are_not()
    {
        for (var guess = 0; guess < 6; guess++) Assert.Equal(HttpStatusCode.Unauthorized, (await Client($"guess {guess}, of more than thirty-two").GetAsync(Ada1)).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Client(TestSystems.CrmKey).GetAsync(Ada1)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Stranger.GetAsync("/health/live")).StatusCode);
    }
}

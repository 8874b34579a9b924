using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An officer limits the use of what a request contests, another system hears of it, and the person is told before it ends.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RestrictionJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task A_use_is_limited_from_the_case_and_its_end_is_told_to_the_person()
    {
        const string email = "contests@example.org";
        await browser.VisitAsync(page => page.OpenAccountAsync(browser.App, email, "a long enough password"));
        var address = await SentRequest.At("/manage/requests", by: email)(browser);
        await browser.VisitAsync(async officer =>
        {
            await officer.GotoAsync(address);
            await browser.AssertIsReadyAsync(officer);
            var card = officer.GetByRole(AriaRole.Region, new() { Name = "Limits on the use" });
            await card.GetByRole(AriaRole.Button, new() { Name = "Limit the use now" }).ClickAsync();
            await Assertions.Expect(officer.GetByText("The use is limited", new() { Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(card.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
            await Assertions.Expect(officer.GetByRole(AriaRole.Region, new() { Name = "Recipients to tell" })).ToContainTextAsync("To be told");

            var first = card.GetByRole(AriaRole.Listitem).First;
            await first.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
            await first.GetByLabel("Why it ends").FillAsync("We weighed it.");
            await first.GetByRole(AriaRole.Button, new() { Name = "Tell the person" }).ClickAsync();
            await Assertions.Expect(officer.GetByText("The person is told", new() { Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(card).ToContainTextAsync("the person was told");
            await Accessibility.AssertNoViolationAsync(officer, "a use is limited");
        }, await browser.VisitOfAsync(Who.Officer));
        await browser.App.MailToAsync(email, words: "We weighed it.");
    }

    [Fact]
    public async Task Another_system_asks_with_its_key_and_with_no_other()
    {
        using var client = new HttpClient { BaseAddress = browser.App.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/restrictions/members:0?source=sample")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", PortalApp.SystemKey);

        var limits = await client.GetFromJsonAsync<JsonElement>("/api/restrictions/members:0?source=sample");
        var choices = await client.GetFromJsonAsync<JsonElement>("/api/consents/members:0?source=sample");

        Assert.Equal(("members:0", false), (limits.GetProperty("person").GetString(), limits.GetProperty("isLimited").GetBoolean()));
        Assert.Equal(["accreditation-committee", "research"], choices.GetProperty("purposes").EnumerateArray().Select(one => one.GetProperty("purpose").GetString()).Take(2));
    }
}

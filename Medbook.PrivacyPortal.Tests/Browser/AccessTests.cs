using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Who is kept out of which page, by the table of all pages.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessTests(BrowserFixture browser)
{
    [Fact]
    public Task Who_did_not_sign_in_is_asked_to_on_every_page_that_is_somebodys() => browser.VisitAsync(page => EachAsync(
        page, row => row.Who is not (Who.Nobody or Who.Guest or Who.GuestAsking), async (row, response) =>
        {
            Assert.True(response.Status == 302, $"{row.Route} answers {response.Status} to a stranger.");
            Assert.StartsWith("/account/sign-in?returnUrl=", new Uri(browser.App.Address, response.Headers["location"]).PathAndQuery);
        }));

    [Fact]
    public Task Who_proved_no_address_is_asked_to_on_every_page_that_is_a_guests() => browser.VisitAsync(page => EachAsync(
        page, row => row.Who == Who.Guest, (row, response) =>
        {
            Assert.True(response.Status == 302, $"{row.Route} answers {response.Status} to a stranger.");
            Assert.Equal("/ask", new Uri(browser.App.Address, response.Headers["location"]).AbsolutePath);
            return Task.CompletedTask;
        }));

    [Fact]
    public async Task A_guest_is_a_stranger_on_every_page_of_an_account() => await browser.VisitAsync(page => EachAsync(
        page, row => row.Who is not (Who.Nobody or Who.Guest or Who.GuestAsking), (row, response) =>
        {
            Assert.True(response.Status == 302, $"{row.Route} answers {response.Status} to a guest.");
            Assert.StartsWith("/account/sign-in?returnUrl=", new Uri(browser.App.Address, response.Headers["location"]).PathAndQuery);
            return Task.CompletedTask;
        }), await browser.VisitOfAsync(Who.Guest));

    [Fact]
    public async Task A_member_is_refused_on_every_page_of_the_staff() => await browser.VisitAsync(page => EachAsync(
        page, row => !PageTable.Rows.Any(other => other.Route == row.Route && other.Who is Who.Nobody or Who.Guest or Who.Member or Who.MemberUnconfirmed), (row, response) =>
        {
            Assert.True(response.Status == 403, $"{row.Route} answers {response.Status} to a member.");
            return Task.CompletedTask;
        }), await browser.VisitOfAsync(Who.Member));

    [Fact]
    public async Task Anothers_page_is_not_found_where_its_owner_sees_it()
    {
        var rows = PageTable.Rows.Where(row => row.Who == Who.Member && row.Route.Contains('{', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(rows);
        var addresses = new List<string>();
        await browser.VisitAsync(async owner =>
        {
            foreach (var row in rows)
            {
                addresses.Add(await row.AddressAsync(browser));
                Assert.Equal(200, (await owner.APIRequest.GetAsync(addresses[^1])).Status);
            }
        }, await browser.VisitOfAsync(Who.Member));

        await browser.VisitAsync(async other =>
        {
            await other.OpenAccountAsync(browser.App, "somebody-else@example.org", "a long enough password");
            foreach (var address in addresses.Append($"/requests/{Guid.NewGuid()}"))
            {
                Assert.Equal(404, (await other.APIRequest.GetAsync(address)).Status);
            }
            await other.GotoAsync(addresses[0]);
            await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("There is no such page");
        }, new Visit { ExpectedError = "status of 404" });
    }

    private async Task EachAsync(IPage page, Func<PageRow, bool> which, Func<PageRow, IAPIResponse, Task> check)
    {
        var rows = PageTable.Rows.Where(which).ToList();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var address = await row.AddressAsync(browser);
            await check(row, await page.APIRequest.GetAsync(address, new() { MaxRedirects = 0 }));
        }
    }
}

using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class HostTests(BrowserFixture browser)
{
    [Fact]
    public Task The_portal_answers_that_it_is_alive() => browser.VisitAsync(async page =>
    {
        var response = await page.APIRequest.GetAsync("/health/live");

        Assert.Equal(200, response.Status);
        Assert.Equal("ok", await response.TextAsync());
    });
}

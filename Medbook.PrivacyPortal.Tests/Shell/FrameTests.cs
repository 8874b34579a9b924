using System.Net;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Shell;

/// <summary>What every answer of the portal carries, asked over HTTP.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FrameTests(BrowserFixture browser)
{
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = browser.App.Address };

    [Theory]
    [InlineData("nl-BE", "/policy", "/policy")]
    [InlineData("fr", "/policy?x=1", "/policy?x=1")]
    [InlineData("en-US", null, "/")]
    [InlineData("nl", "https://evil.example/", "/")]
    [InlineData("nl", "//evil.example", "/")]
    [InlineData("nl", "/\\evil.example", "/")]
    [InlineData("nl", "/\tevil", "/")]
    public async Task A_language_is_kept_and_leads_back_into_the_portal_only(string set, string? from, string expected)
    {
        var answer = await client.GetAsync($"/culture?set={set}" + (from is null ? "" : "&from=" + Uri.EscapeDataString(from)));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
        Assert.StartsWith("language=", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_the_portal_does_not_speak_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/culture?set=de-DE&from=/")).StatusCode);

    [Theory]
    [InlineData("nl-NL,nl;q=0.9,en;q=0.8", "nl-BE")]
    [InlineData("de-DE,fr-CH;q=0.7,en;q=0.3", "fr-BE")]
    [InlineData("de-DE", "en-GB")]
    [InlineData("", "en-GB")]
    public async Task The_browsers_wish_decides_where_nobody_chose(string wish, string expected)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (wish.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Language", wish);

        Assert.Contains($"<html lang=\"{expected}\"", await (await client.SendAsync(request)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", "<html lang=\"en-GB\" data-theme=\"dark\"")]
    [InlineData("light", "<html lang=\"en-GB\" data-theme=\"light\"")]
    [InlineData("\"><script>", "<html lang=\"en-GB\">")]
    public async Task The_chosen_theme_stands_in_the_document_from_its_first_byte(string cookie, string expected)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Cookie", $"theme={cookie}");

        Assert.Contains(expected, await (await client.SendAsync(request)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nothing-here")]
    [InlineData("/health/live")]
    public async Task Every_answer_says_what_the_browser_may_do(string address)
    {
        var headers = (await client.GetAsync(address)).Headers;

        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"), value => value.Contains("default-src", StringComparison.Ordinal));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task A_stranger_gets_no_script_of_Blazor_and_no_sheet_of_MudBlazor()
    {
        var page = await client.GetStringAsync("/policy");

        Assert.DoesNotContain("blazor.web", page, StringComparison.Ordinal);
        Assert.DoesNotContain("MudBlazor", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_in_the_language_of_the_reader()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/nothing-here?x=1");
        request.Headers.TryAddWithoutValidation("Accept-Language", "nl");
        var answer = await client.SendAsync(request);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Deze pagina bestaat niet", page, StringComparison.Ordinal);
        Assert.Contains("culture?set=fr-BE&from=%2Fnothing-here%3Fx%3D1", page, StringComparison.Ordinal);
    }
}

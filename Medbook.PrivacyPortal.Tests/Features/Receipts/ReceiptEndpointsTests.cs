using System.Net;
using System.Text;
using Medbook.PrivacyPortal.Operations.Consents.Receipts;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Receipts;

/// <summary>What anybody gets, and what nobody does, asked over HTTP.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReceiptEndpointsTests(BrowserFixture browser)
{
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = browser.App.Address };

    [Fact]
    public async Task Shape_and_meaning_are_published_and_a_receipt_is_not()
    {
        foreach (var (address, type) in new[] { (ReceiptFiles.SchemaAddress, "application/json"), (ReceiptFiles.ContextAddress, "application/ld+json") })
        {
            var answer = await client.GetAsync("/" + address);
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            using var file = new StreamReader(ReceiptFiles.Open(address));
            Assert.Equal(await file.ReadToEndAsync(), await answer.Content.ReadAsStringAsync());
        }
        var receipt = await client.GetAsync($"/consents/{Guid.NewGuid()}/receipt.json");
        Assert.Equal(HttpStatusCode.Redirect, receipt.StatusCode);
        Assert.StartsWith("/account/sign-in", receipt.Headers.Location!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_no_page_of_the_portal_sent_is_refused()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("{}")), "receipt", "receipt.json" } };

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/receipts/verify", form)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/receipts/verify", new StringContent("receipt={}"))).StatusCode);
    }
}

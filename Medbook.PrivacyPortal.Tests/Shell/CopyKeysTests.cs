using System.Net;
using System.Net.Http.Headers;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Shell;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Shell;

/// <summary>The public keys of copies, as anybody gets them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CopyKeysTests(BrowserFixture browser)
{
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = browser.App.Address };

    [Fact]
    public async Task Anybody_reads_them_and_a_second_time_only_what_changed()
    {
        await browser.App.OperateAsync<RotateSigningKey, string>(rotate => rotate.RunAsync(TestActors.Operator(), CancellationToken.None));
        var first = await client.GetAsync(CopyKeys.Path);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        Assert.True(first.Headers.CacheControl is { Public: true, MaxAge: { } age } && age == TimeSpan.FromHours(1));
        var keys = JsonWebKeySet.TryParse(await first.Content.ReadAsByteArrayAsync())!;
        Assert.Single(keys.Keys, key => key.Exp is null);
        Assert.All(keys.Keys, key => Assert.Equal(key.Thumbprint(), key.Kid));

        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(first.Headers.ETag!));
        await browser.App.OperateAsync<RotateSigningKey, string>(rotate => rotate.RunAsync(TestActors.Operator(), CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first.Headers.ETag!));
    }

    private async Task<HttpStatusCode> StatusAsync(EntityTagHeaderValue tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, CopyKeys.Path);
        request.Headers.IfNoneMatch.Add(tag);
        return (await client.SendAsync(request)).StatusCode;
    }
}

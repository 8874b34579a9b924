using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Files;

/// <summary>Sends forms with files as a browser of somebody does, byte by byte.</summary>
internal sealed class FormSender : IDisposable
{
    public const string Boundary = "----tests";

    private readonly HttpClient client;

    private FormSender(HttpClient client, string token) => (this.client, Token) = (client, token);

    /// <summary>The token that forms of this person's pages carry.</summary>
    public string Token { get; }

    public static async Task<FormSender> OfAsync(BrowserFixture browser, Who who)
    {
        var cookies = new CookieContainer();
        var token = "";
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync(who == Who.Guest ? "/ask/requests" : "/copies");
            token = await page.Locator("input[name=__RequestVerificationToken]").First.GetAttributeAsync("value") ?? "";
            foreach (var cookie in await page.Context.CookiesAsync()) cookies.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
        }, await browser.VisitOfAsync(who));
        return new FormSender(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = browser.App.Address }, token);
    }

    /// <summary>A field of a form.</summary>
    public static byte[] Field(string name, string value) =>
        Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");

    /// <summary>A file of a form.</summary>
    public static byte[] File(string name, byte[] bytes) =>
        [.. Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"), .. bytes, .. "\r\n"u8];

    /// <summary>The end of a form.</summary>
    public static byte[] End { get; } = Encoding.ASCII.GetBytes($"--{Boundary}--\r\n");

    public byte[] TokenField => Field("__RequestVerificationToken", Token);

    /// <summary>Posts a form of these parts.</summary>
    public Task<HttpResponseMessage> PostAsync(string address, params byte[][] parts) =>
        PostAsync(address, new ByteArrayContent([.. parts.SelectMany(part => part)]));

    /// <summary>Posts a form that comes as its content lets it.</summary>
    public Task<HttpResponseMessage> PostAsync(string address, HttpContent content)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");
        return client.PostAsync(address, content);
    }

    public Task<HttpResponseMessage> GetAsync(string address) => client.GetAsync(address);

    public void Dispose() => client.Dispose();
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Sends signed calls to one system, and sends them again where a failure may pass: the same body under the same key.</summary>
internal sealed class SystemCalls : IDisposable
{
    private const int MostIdempotencyKey = 200;

    private readonly Uri address;
    private readonly byte[] secret;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    /// <param name="source">Name of the source.</param>
    /// <param name="address">Where the system's words lie.</param>
    /// <param name="key">The shared key.</param>
    /// <param name="bounds">How long it is waited for.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="ArgumentException">An address or a key that nobody may be called with.</exception>
    public SystemCalls(string source, Uri address, string key, SystemBounds bounds, TimeProvider clock)
    {
        if (!address.IsAbsoluteUri || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new ArgumentException("A system is called over https, or on this machine.", nameof(address));
        if (address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0)
            throw new ArgumentException("The address of a system has no user, query or fragment.", nameof(address));
        if (key.Length < SystemSignature.FewestCharacters)
            throw new ArgumentException($"The key of a system has at least {SystemSignature.FewestCharacters} characters.", nameof(key));
        (Source, this.address, secret, Bounds, this.clock) = (source, address, Encoding.UTF8.GetBytes(key), bounds, clock);
        http = new HttpClient(new SocketsHttpHandler
        {
            // Personal data goes to the address of the configuration and nowhere else.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = bounds.Answer,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Name of the source.</summary>
    public string Source { get; }

    /// <summary>How long it is waited for.</summary>
    public SystemBounds Bounds { get; }

    /// <summary>Asks and reads the whole answer.</summary>
    /// <param name="word">What is asked.</param>
    /// <param name="question">The body.</param>
    /// <param name="idempotencyKey">What makes a change the same change; null where nothing changes.</param>
    /// <param name="fits">Whether an answer is one to this question.</param>
    /// <param name="ct">Cancels.</param>
    public Task<T> AskAsync<T>(string word, object question, string? idempotencyKey, Func<T, bool> fits, CancellationToken ct) where T : class =>
        SendAsync(word, question, idempotencyKey, async (response, wait) =>
        {
            using (response)
            {
                var bytes = await BoundedAsync(response, wait);
                return Read<T>(bytes) is { } answer && fits(answer) ? answer : throw SystemFailure.NoAnswer.Of(Source);
            }
        }, ct);

    /// <summary>Asks, and leaves the answer to be read line by line. Once it has begun it is not asked for again.</summary>
    public async Task<SystemLines> OpenAsync(string word, object question, CancellationToken ct) =>
        await SystemLines.OfAsync(await SendAsync(word, question, null, (response, _) => Task.FromResult(response), ct), this, clock, ct);

    /// <summary>Reads what is JSON and of this type; null where it is not.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, SystemJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<T> SendAsync<T>(
        string word, object question, string? idempotencyKey, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        if (idempotencyKey is { } given && (given.Length is 0 or > MostIdempotencyKey || given.Any(c => c is <= ' ' or > '~')))
            throw new ArgumentException("An idempotency key is a short text of visible ASCII.", nameof(idempotencyKey));
        var body = JsonSerializer.SerializeToUtf8Bytes(question, SystemJson.Options);
        for (var attempt = 1; ; attempt++)
        {
            SystemFailure failure;
            using var late = new CancellationTokenSource(Bounds.Answer, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
            try
            {
                using var request = Request(word, body, idempotencyKey);
                var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
                if (response.IsSuccessStatusCode) return await read(response, both.Token);
                failure = SystemFailure.Of(response, clock.GetUtcNow());
                response.Dispose();
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                ct.ThrowIfCancellationRequested();
                failure = SystemFailure.Of(e);
            }
            if (!failure.MayPass || Bounds.PauseAfter(attempt, failure.After) is not { } pause) throw failure.Of(Source);
            await Task.Delay(pause, clock, ct);
        }
    }

    // Signed anew for each attempt: a system refuses what was signed long ago.
    private HttpRequestMessage Request(string word, byte[] body, string? idempotencyKey)
    {
        var target = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{word}");
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers =
            {
                { SystemSignature.TimeHeader, SystemSignature.Time(now) },
                { SystemSignature.Header, SystemSignature.Of(secret, now, target.AbsolutePath, idempotencyKey ?? "", body) },
            },
        };
        if (idempotencyKey is not null) request.Headers.Add(SystemSignature.KeyHeader, idempotencyKey);
        return request;
    }

    private async Task<byte[]> BoundedAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength > Bounds.MostBytes) throw SystemFailure.TooLong.Of(Source);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var bytes = new MemoryStream();
        var buffer = new byte[16384];
        int read;
        while ((read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            if (bytes.Length + read > Bounds.MostBytes) throw SystemFailure.TooLong.Of(Source);
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Operations.Systems;

/// <summary>What a system is told: that something may have changed, and not what.</summary>
/// <param name="Id">The call, the same however often it is sent.</param>
/// <param name="Kind">What changed: <c>consents.changed</c> or <c>restrictions.changed</c>.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="Person">The person's key there.</param>
/// <param name="At">When it changed (UTC).</param>
public sealed record ChangeWord(Guid Id, string Kind, string Source, string Person, DateTimeOffset At)
{
    internal static ChangeWord Of(ChangeCall call) => new(call.Id, $"{call.Kind.ToString().ToLowerInvariant()}.changed", call.Source, call.PersonKey, call.At);
}

/// <summary>Calls one of Medbook's own systems. Each call is signed as those to systems that are no database are.</summary>
internal sealed class Webhook : IDisposable
{
    /// <summary>How long a system may take to say that it heard.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Uri address;
    private readonly byte[] secret;
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        // Keys of persons go to the address of the configuration and nowhere else.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    })
    { Timeout = Patience };

    public Webhook(ApiSystem system) => (address, secret) = (new Uri(system.Webhook!), Encoding.UTF8.GetBytes(system.Secret!));

    /// <summary>Calls it.</summary>
    /// <param name="call">What changed.</param>
    /// <param name="now">When it is sent (UTC).</param>
    /// <param name="ct">Cancels the waiting; the system may have heard.</param>
    /// <returns>Null where it heard; else a code of what came instead. Nothing that it says is read.</returns>
    public async Task<string?> CallAsync(ChangeCall call, DateTimeOffset now, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(ChangeWord.Of(call), JsonSerializerOptions.Web);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers =
            {
                { SystemSignature.TimeHeader, SystemSignature.Time(now) },
                { SystemSignature.KeyHeader, call.Id.ToString() },
                { SystemSignature.Header, SystemSignature.Of(secret, now, address.AbsolutePath, call.Id.ToString(), body) },
            },
        };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return response.IsSuccessStatusCode ? null : $"status {(int)response.StatusCode}";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "no answer in time";
        }
        catch (HttpRequestException failure)
        {
            return failure.HttpRequestError.ToString();
        }
    }

    public void Dispose() => http.Dispose();
}

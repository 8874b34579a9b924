using System.Globalization;
using Medbook.PrivacyPortal.Infrastructure.Keys;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>Public keys from a file or an address that an operator names.</summary>
internal static class PublicKeys
{
    private const int MostBytes = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Reads them.</summary>
    /// <returns>The keys, or a sentence on what is in the way.</returns>
    public static async Task<(JsonWebKeySet? Keys, string? Fault)> ReadAsync(string from, CancellationToken ct)
    {
        try
        {
            var bytes = from.Contains("://", StringComparison.Ordinal) ? await FetchAsync(from, ct) : await ReadFileAsync(from, ct);
            if (bytes is null) return (null, $"'{from}' is no http or https address.");
            return JsonWebKeySet.TryParse(bytes) is { Keys.Count: > 0 } keys ? (keys, null) : (null, $"'{from}' holds no public keys (a JWK set).");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return (null, $"'{from}' cannot be read: {fault.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, $"'{from}' did not answer within {Patience.TotalSeconds} seconds.");
        }
    }

    /// <summary>The sentence that names the key of a good signature.</summary>
    public static string SignedWith(JsonWebKey signer) => signer.Exp is { } ended
        ? $"Signed with key {signer.Kid}, which the portal used until {DateTimeOffset.FromUnixTimeSeconds(ended).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}."
        : $"Signed with key {signer.Kid}.";

    private static async Task<byte[]?> FetchAsync(string address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) return null;
        using var handler = new SocketsHttpHandler { MaxAutomaticRedirections = 3, ConnectTimeout = Patience };
        using var http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };
        return await http.GetByteArrayAsync(url, ct);
    }

    private static async Task<byte[]> ReadFileAsync(string path, CancellationToken ct) =>
        new FileInfo(path).Length > MostBytes ? throw new IOException("it is too large") : await File.ReadAllBytesAsync(path, ct);
}

using System.Data.Common;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Where a system is and with which key it is spoken to: the connection string <c>Address=https://…;Key=…</c>.</summary>
/// <param name="Address">Where its words lie.</param>
/// <param name="Key">The key it shares with the portal.</param>
internal sealed record SystemConnection(Uri Address, string Key)
{
    /// <summary>Reads a connection string.</summary>
    /// <exception cref="ArgumentException">It is none, or has no address or no key.</exception>
    public static SystemConnection Parse(string text)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = text };
        return parts.TryGetValue("Address", out var address) && Uri.TryCreate(address as string, UriKind.Absolute, out var uri)
            && parts.TryGetValue("Key", out var key) && key is string { Length: > 0 } secret
            ? new(uri, secret) : throw new ArgumentException("A system has an address and a key.", nameof(text));
    }

    /// <summary>A client of the system.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="clock">The time; the machine's where nothing is said.</param>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine, or the key is too short.</exception>
    public SystemClient Open(string source, TimeProvider? clock = null) => SystemClient.Of(source, Address, Key, clock: clock);
}

using System.Net;
using System.Net.Sockets;

namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>Where a sign-in comes from, before it is known who it is.</summary>
/// <param name="Network">
/// The network address as it is counted: whole for IPv4, the first 64 bits for IPv6, where one household has them all.
/// </param>
/// <param name="Device">Browser and system, for example <c>Firefox, Windows</c>.</param>
public sealed record Caller(string Network, string Device)
{
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

    /// <summary>From what a request says.</summary>
    /// <param name="address">Network address; null where it is unknown.</param>
    /// <param name="userAgent">What the browser calls itself.</param>
    public static Caller From(IPAddress? address, string? userAgent) => new(NetworkOf(address), DeviceOf(userAgent ?? ""));

    private static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static string DeviceOf(string userAgent)
    {
        string[] words = [NameIn(Browsers), NameIn(Systems)];
        return string.Join(", ", words.Where(word => word.Length > 0));

        string NameIn((string Mark, string Name)[] names) =>
            names.FirstOrDefault(name => userAgent.Contains(name.Mark, StringComparison.Ordinal)).Name ?? "";
    }
}

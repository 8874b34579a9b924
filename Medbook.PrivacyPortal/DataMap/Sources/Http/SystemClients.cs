using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Makes the client of a source of the map by the configuration.</summary>
internal static class SystemClients
{
    /// <summary>The client. Nothing is sent yet.</summary>
    /// <param name="map">What the map says about it.</param>
    /// <param name="settings">Where it is, and the key it shares with the portal.</param>
    /// <param name="key">Another key; for a trial of who is refused.</param>
    /// <param name="clock">The time; the machine's where nothing is said.</param>
    /// <exception cref="ArgumentException">The address is missing or may not be called, or the key is missing or too short.</exception>
    public static SystemClient Open(Source map, PortalSettings settings, string? key = null, TimeProvider? clock = null) =>
        Uri.TryCreate(settings.SourceConnection(map.Connection), UriKind.Absolute, out var address)
            ? SystemClient.Of(map.Name, address, key ?? settings.Systems.Keys.GetValueOrDefault(map.Connection, ""), clock: clock)
            : throw new ArgumentException("The system has no address.", nameof(map));
}

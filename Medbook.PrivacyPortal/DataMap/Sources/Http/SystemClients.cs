using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Makes the client of a source of the map by the configuration.</summary>
internal static class SystemClients
{
    /// <summary>The client. Nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">The address is missing or may not be called, or the key is missing or too short.</exception>
    public static SystemClient Open(Source map, PortalSettings settings) =>
        Uri.TryCreate(settings.SourceConnection(map.Connection), UriKind.Absolute, out var address)
            ? SystemClient.Of(map.Name, address, settings.Systems.Keys.GetValueOrDefault(map.Connection, ""))
            : throw new ArgumentException("The system has no address.", nameof(map));
}

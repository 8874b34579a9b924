using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources.PostgreSql;
using Medbook.PrivacyPortal.DataMap.Sources.Sqlite;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Which engine reads which provider.</summary>
public static class SourcesRegistration
{
    /// <summary>The live sources of a map, by the connection strings of the configuration. None is opened yet.</summary>
    public static SourceCatalog Catalog(Map map, PortalSettings settings) =>
        new(map.Sources.Select(source => new LiveSource(source, () => Engine(
            source.Name == Map.PortalSource ? settings.Provider : source.Provider,
            source.Name == Map.PortalSource ? settings.PortalConnection : settings.SourceConnection(source.Connection)))));

    private static (SourceEngine?, SourceFault) Engine(string provider, string? connection)
    {
        if (provider is not ("sqlite" or "postgresql")) return (null, SourceFault.UnknownProvider);
        if (string.IsNullOrWhiteSpace(connection)) return (null, SourceFault.NotConfigured);
        try
        {
            return (provider == "sqlite" ? new SqliteEngine(connection) : new PostgreSqlEngine(connection), default);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return (null, SourceFault.NotConfigured);
        }
    }
}

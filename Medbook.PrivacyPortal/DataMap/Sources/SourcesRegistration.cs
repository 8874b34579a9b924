using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.DataMap.Sources.PostgreSql;
using Medbook.PrivacyPortal.DataMap.Sources.Sqlite;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Which kind of access serves which provider.</summary>
public static class SourcesRegistration
{
    /// <summary>The live sources of a map, by the connection strings of the configuration. None is opened yet.</summary>
    public static SourceCatalog Catalog(Map map, PortalSettings settings) => new(map.Sources.Select(source => new LiveSource(source, () => Access(source, settings))));

    private static SourceAccess Access(Source source, PortalSettings settings)
    {
        var isOwn = source.Name == Map.PortalSource;
        var provider = isOwn ? settings.Provider : source.Provider;
        if (provider is not ("sqlite" or "postgresql" or Source.HttpProvider)) return new NoAccess(source.Name, SourceFault.UnknownProvider);
        var connection = isOwn ? settings.PortalConnection : settings.SourceConnection(source.Connection);
        if (string.IsNullOrWhiteSpace(connection)) return new NoAccess(source.Name, SourceFault.NotConfigured);
        try
        {
            return provider switch
            {
                "sqlite" => new DatabaseAccess(source, new SqliteEngine(connection)),
                "postgresql" => new DatabaseAccess(source, new PostgreSqlEngine(connection)),
                _ => new SystemAccess(source, SystemClients.Open(source, settings)),
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return new NoAccess(source.Name, SourceFault.NotConfigured);
        }
    }
}

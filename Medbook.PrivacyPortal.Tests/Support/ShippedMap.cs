using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>The map that is shipped: the sample's.</summary>
public static class ShippedMap
{
    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "datamap.json");

    /// <summary>Reads it.</summary>
    public static MapReading Read() => MapLoader.Read(Path, "sqlite");

    /// <summary>The map for a sample on a provider; the file itself says SQLite.</summary>
    public static Map For(Provider provider)
    {
        var map = Read().Map!;
        return map with
        {
            Sources = [.. map.Sources.Select(source => source.Name == Map.PortalSource
                ? source
                : source with { Provider = provider == Provider.Sqlite ? "sqlite" : "postgresql" })],
        };
    }
}

using Medbook.PrivacyPortal.DataMap.Checks;
using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.Replay;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.DataMap;

/// <summary>The data map of the configuration, its sources, and their check.</summary>
public static class DataMapRegistration
{
    /// <summary>
    /// Registers <see cref="Map"/>, <see cref="SourceCatalog"/>, <see cref="MapCheck"/> and the replay of the ledger in the sources. The file is read when one of them is first
    /// asked for; a <see cref="BrokenMapException"/> then says what is wrong with it.
    /// </summary>
    public static IServiceCollection AddDataMap(this IServiceCollection services, PortalSettings settings) =>
        services
            .AddSingleton(_ => Load(settings))
            .AddSingleton(provider => SourcesRegistration.Catalog(provider.GetRequiredService<Map>(), settings))
            .AddSingleton<SourceReplay>().AddSingleton<ILedgerReplay>(provider => provider.GetRequiredService<SourceReplay>())
            .AddSingleton<MapCheck>();

    private static Map Load(PortalSettings settings)
    {
        var reading = MapLoader.Read(settings.MapPath!, settings.Provider);
        return reading.Map ?? throw new BrokenMapException(reading.Faults);
    }
}

using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Shell;

/// <summary>Reads what the foot of every page says.</summary>
public sealed class SiteFactsReader
{
    /// <summary>The facts of now.</summary>
    public ValueTask<SiteFacts> ReadAsync() => ValueTask.FromResult(
        new SiteFacts("Imengine bv, Tiensevest 43, 3010 Leuven", "privacy@medbook.com", "+32 16 96 11 60", new DateOnly(2021, 5, 14)));
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>What people call what a hold holds.</summary>
internal static class HoldNames
{
    /// <summary>The name of the records; null where everything of a person is held. A dataset that left the map stands for itself.</summary>
    public static LocalText? NameOf(this SourceCatalog sources, HoldTarget target) =>
        target.Reach == HoldReach.Person ? null
        : sources.Find(target.Source)?.Map.Find(target.Dataset)?.Label ?? new LocalText(target.Dataset, target.Dataset, target.Dataset);

    /// <summary>The name of the source; null where everything of a person is held.</summary>
    public static LocalText? SourceOf(this SourceCatalog sources, HoldTarget target) =>
        target.Reach == HoldReach.Person ? null
        : sources.Find(target.Source)?.Map.Label ?? new LocalText(target.Source, target.Source, target.Source);
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Register;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>Data that rests on one use alone: what goes when an objection to it is upheld, or the consent to it withdrawn.</summary>
internal static class RestingData
{
    /// <summary>Whether the map has any. Where it has none nothing is planned, and no officer has to look.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="register">The register in force.</param>
    /// <param name="scope">The uses that stop.</param>
    /// <param name="cause">Why they stop.</param>
    public static bool Exists(SourceCatalog sources, RegisterVersion register, RequestScope scope, ErasureCause cause)
    {
        var words = new ErasureScope(register, scope, cause.Ground(), cause.OnlyOn());
        return sources.All.Where(source => source.Name != Map.PortalSource)
            .Any(source => source.Map.Datasets.Any(dataset => dataset.People.Count > 0 && words.CanMean(source.Map, dataset)));
    }
}

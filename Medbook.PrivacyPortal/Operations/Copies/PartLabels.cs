using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>A part of a copy as the person reads it.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">The kind of record; null where the source as a whole is meant.</param>
public sealed record PartLabel(LocalText Source, LocalText? Dataset);

/// <summary>The labels of the data map for the names that copies keep; a name the map no longer has stands for itself.</summary>
internal sealed class PartLabels(SourceCatalog sources)
{
    public PartLabel Of(string source, string? dataset)
    {
        var map = sources.Find(source)?.Map;
        return new PartLabel(
            map?.Label ?? Same(source),
            dataset is null ? null : map?.Datasets.FirstOrDefault(d => d.Id == dataset)?.Label ?? Same(dataset));
    }

    public PartLabel Of(MissingPart part) => Of(part.Source, part.Dataset);

    /// <summary>For a run's <c>source/dataset</c>.</summary>
    public PartLabel? Of(string? runLabel) => runLabel?.Split('/', 2) is [var source, var dataset] ? Of(source, dataset) : null;

    private static LocalText Same(string name) => new(name, name, name);
}

using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>What the row of a copy keeps of its manifest.</summary>
internal static class CopyContents
{
    /// <summary>All but the length of the archive, which only its end tells.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="unjudged">How many free texts nobody has judged.</param>
    public static CopyContent Of(CopyManifest manifest, long unjudged)
    {
        var digests = manifest.Files.ToDictionary(file => file.Path, file => file.Sha256);
        var datasets = manifest.Sources.SelectMany(source => source.Datasets.Select(dataset => (Source: source.Name, Dataset: dataset))).ToList();
        return new CopyContent(
            manifest.Status, Bytes: 0, datasets.Sum(d => d.Dataset.Rows),
            [.. datasets.Select(d => new DatasetFingerprint(
                d.Source, d.Dataset.Id, d.Dataset.Rows, d.Dataset.Json is { } json ? digests[json] : null))],
            Missing(manifest), unjudged);
    }

    // The datasets that broke off, or the source where none can be named.
    private static IReadOnlyList<MissingPart> Missing(CopyManifest manifest) =>
    [
        .. from source in manifest.Sources
           where source.Failure is not null
           let broken = source.Datasets.Where(dataset => dataset.Status != CopyStatus.Complete).Select(dataset => (string?)dataset.Id)
           from dataset in source.Status == CopyStatus.Failed ? [null] : broken.DefaultIfEmpty()
           select new MissingPart(source.Name, dataset, source.Failure!),
    ];
}

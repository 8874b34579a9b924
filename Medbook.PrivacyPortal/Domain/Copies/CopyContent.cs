namespace Medbook.PrivacyPortal.Domain.Copies;

/// <summary>What a copy held when it was made: enough to say what is missing and to compare it with a later one.</summary>
/// <param name="Completeness">Whether all sources are in it.</param>
/// <param name="Bytes">Length of the archive.</param>
/// <param name="Records">Records in all datasets.</param>
/// <param name="Fingerprints">One per dataset.</param>
/// <param name="Missing">What could not be read.</param>
/// <param name="WithheldTexts">How many free texts wait for an officer.</param>
public sealed record CopyContent(
    CopyStatus Completeness, long Bytes, long Records,
    IReadOnlyList<DatasetFingerprint> Fingerprints, IReadOnlyList<MissingPart> Missing, long WithheldTexts);

/// <summary>A dataset of a copy, so that a later copy can be compared with it. It holds no value.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Sha256">Digest of its JSON file; null where it had no rows.</param>
public sealed record DatasetFingerprint(string Source, string Dataset, long Rows, string? Sha256);

/// <summary>A part that could not be read, or not to its end.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">Name of the dataset; null where no dataset of the source can be named.</param>
/// <param name="Fault">Code of what happened; never the database's words.</param>
public sealed record MissingPart(string Source, string? Dataset, string Fault);

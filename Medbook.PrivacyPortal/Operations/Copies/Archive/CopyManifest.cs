using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Domain.Copies;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary><c>manifest.json</c>: what a copy holds, so that anybody can check it without the portal.</summary>
/// <param name="Format">Of the archive and of this file.</param>
/// <param name="PortalVersion">Which version of the portal wrote it.</param>
/// <param name="Kind">Which right it answers.</param>
/// <param name="Language">Culture of what is written for the person.</param>
/// <param name="MadeAt">When it was made (UTC).</param>
/// <param name="Supplement">Whether it holds only what an officer released after an earlier copy.</param>
/// <param name="Status">How far the sources got into it.</param>
/// <param name="Sources">What was read of each source.</param>
/// <param name="Files">Every file but the manifest and its signature.</param>
public sealed record CopyManifest(
    string Format, string PortalVersion, CopyKind Kind, string Language, DateTimeOffset MadeAt, bool Supplement, CopyStatus Status,
    IReadOnlyList<CopiedSource> Sources, IReadOnlyList<CopiedFile> Files)
{
    /// <summary>Name of the manifest inside the archive.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Name of its signature: a JWS (ES256) over exactly its bytes, detached (RFC 7515, appendix F).</summary>
    public const string SignatureName = "manifest.sig";

    /// <summary>The format that is written and understood.</summary>
    public const string CurrentFormat = "medbook-copy/2";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };
}

/// <summary>One source of the data map.</summary>
/// <param name="Failure">A code where not all could be read; never the database's words.</param>
public sealed record CopiedSource(string Name, CopyStatus Status, string? Failure, IReadOnlyList<CopiedDataset> Datasets);

/// <summary>One dataset of a source.</summary>
/// <param name="Rows">Rows in the JSON file.</param>
/// <param name="Json">Path of the JSON file: one array of rows.</param>
/// <param name="Csv">Path of the CSV file with the same rows; none where the reading already failed before it.</param>
/// <param name="Schema">Path of the JSON Schema of the JSON file.</param>
/// <param name="Withheld">Fields whose free text may be about other people: an officer reviews them first (GDPR 15(4), 20(4)).</param>
public sealed record CopiedDataset(
    string Id, CopyStatus Status, long Rows, string? Json, string? Csv, string? Schema, IReadOnlyList<WithheldField> Withheld);

/// <summary>A field whose free text waits for an officer.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Values">How many of the person's records have a text there that is not in the copy; 0 where nothing waits.</param>
/// <param name="HeldBack">How many of them have a text there that an officer read and holds back.</param>
public sealed record WithheldField(string Field, long Values, long HeldBack = 0);

/// <summary>One file of the archive.</summary>
/// <param name="Path">Name inside the archive, with forward slashes.</param>
/// <param name="Sha256">Lower-case hexadecimal digest of the uncompressed bytes.</param>
/// <param name="Rows">Rows of a data file; none for a schema.</param>
public sealed record CopiedFile(string Path, string Sha256, long? Rows);

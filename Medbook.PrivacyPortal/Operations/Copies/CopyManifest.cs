using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Domain.Copies;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary><c>manifest.json</c>: what a copy holds, so that anybody can check it without the portal.</summary>
public sealed record CopyManifest(
    string Format, string PortalVersion, CopyKind Kind, DateTimeOffset MadeAt, CopyStatus Status,
    IReadOnlyList<CopiedSource> Sources, IReadOnlyList<CopiedFile> Files)
{
    /// <summary>Name of the manifest inside the archive.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The one format there is so far.</summary>
    public const string CurrentFormat = "medbook-copy/1";

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
    string Id, CopyStatus Status, long Rows, string? Json, string? Csv, string? Schema, IReadOnlyList<string> Withheld);

/// <summary>One file of the archive.</summary>
/// <param name="Path">Name inside the archive, with forward slashes.</param>
/// <param name="Sha256">Lower-case hexadecimal digest of the uncompressed bytes.</param>
/// <param name="Rows">Rows of a data file; none for a schema.</param>
public sealed record CopiedFile(string Path, string Sha256, long? Rows);

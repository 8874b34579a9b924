using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary><c>manifest.json</c> of an extract: what it holds, and that it is still personal data.</summary>
/// <param name="Format">Of the archive and of this file.</param>
/// <param name="Notice">That it is still personal data, and what the partner does when somebody withdraws; in three languages.</param>
/// <param name="Study">The study.</param>
/// <param name="Extract">Identifier of the extract.</param>
/// <param name="ReadAt">When its data was read (UTC).</param>
/// <param name="ReleasedAt">When everybody in it was looked at for the last time (UTC).</param>
/// <param name="K">How many people at least share every combination of quasi-identifiers.</param>
/// <param name="People">How many people are in it.</param>
/// <param name="LeftOut">How many were left out, because too few are like them.</param>
/// <param name="Classes">How many different combinations there are.</param>
/// <param name="SmallestClass">How many people share the rarest one.</param>
/// <param name="Files">Every file but the manifest and its signature.</param>
public sealed record ExtractManifest(
    string Format, LocalText Notice, ExtractedStudy Study, Guid Extract, DateTimeOffset ReadAt, DateTimeOffset ReleasedAt,
    int K, int People, int LeftOut, int Classes, int SmallestClass, IReadOnlyList<ExtractFile> Files)
{
    /// <summary>Name of the manifest inside the archive.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Name of its signature: a JWS (ES256) over exactly its bytes, detached (RFC 7515, appendix F).</summary>
    public const string SignatureName = "manifest.sig";

    /// <summary>The format that is written.</summary>
    public const string CurrentFormat = "medbook-extract/1";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };
}

/// <summary>The study an extract was made for.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Version">The version that people agreed to.</param>
/// <param name="Title">Its name.</param>
/// <param name="Partner">Who does the research.</param>
/// <param name="EthicsReference">The approval of the ethics committee.</param>
public sealed record ExtractedStudy(Guid Id, int Version, LocalText Title, string Partner, string EthicsReference);

/// <summary>One file of the archive.</summary>
/// <param name="Path">Name inside the archive.</param>
/// <param name="Sha256">Lower-case hexadecimal digest of its bytes.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Fields">Its columns after <c>person</c>, the pseudonym, and how coarse each is.</param>
public sealed record ExtractFile(string Path, string Sha256, long Rows, IReadOnlyList<ExtractedField> Fields);

/// <summary>One column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">What it is.</param>
/// <param name="Rule">How coarse the value is.</param>
/// <param name="Size">Width of a band, or how many characters stay; 0 where the rule needs none.</param>
/// <param name="QuasiIdentifier">Whether it counted for the classes.</param>
public sealed record ExtractedField(string Name, LocalText Label, FieldRuleKind Rule, int Size, bool QuasiIdentifier);

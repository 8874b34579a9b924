using System.Diagnostics.CodeAnalysis;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>Why a file was not taken in.</summary>
public enum UploadRefusal
{
    /// <summary>It holds nothing.</summary>
    Empty,
    /// <summary>It is none of the kinds the portal takes in.</summary>
    UnknownKind,
    /// <summary>It begins like a kind the portal takes in, and goes on like none.</summary>
    Malformed,
    /// <summary>Its end is missing.</summary>
    Incomplete,
    /// <summary>More bytes came than a file may have.</summary>
    TooLarge,
    /// <summary>A picture of more dots than a viewer can bear, whatever its length.</summary>
    TooManyDots,
    /// <summary>Its name says it is something a computer runs, or a picture or document where it is text.</summary>
    NameMisleads,
    /// <summary>The sender went away.</summary>
    Interrupted,
}

/// <summary>A file that was taken in.</summary>
/// <param name="Kind">What it is, by its bytes.</param>
/// <param name="Name">A name without path and tricks, with the ending of its kind.</param>
/// <param name="Length">Bytes that were kept; a picture may have brought more.</param>
public sealed record AcceptedFile(FileKind Kind, string Name, long Length);

/// <summary>The outcome of an upload: a file, or why not. What was written before a refusal must be thrown away.</summary>
public sealed record UploadOutcome
{
    private UploadOutcome(AcceptedFile? file, UploadRefusal? refusal) => (File, Refusal) = (file, refusal);

    /// <summary>The file; only when <see cref="IsAccepted"/>.</summary>
    public AcceptedFile? File { get; }

    /// <summary>Why not; only when not <see cref="IsAccepted"/>.</summary>
    public UploadRefusal? Refusal { get; }

    /// <summary>Whether the file was taken in.</summary>
    [MemberNotNullWhen(true, nameof(File))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => File is not null;

    /// <summary>A file is an outcome.</summary>
    public static implicit operator UploadOutcome(AcceptedFile file) => new(file, null);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator UploadOutcome(UploadRefusal refusal) => new(null, refusal);
}

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>There is nothing in the file.</summary>
public sealed record FileEmpty() : Problem("file.empty");

/// <summary>The file is none of the kinds the portal takes in, by its bytes.</summary>
public sealed record FileKindUnknown() : Problem("file.kind-unknown");

/// <summary>The file begins like a kind the portal takes in, and goes on like none.</summary>
public sealed record FileDamaged() : Problem("file.damaged");

/// <summary>The end of the file is missing.</summary>
public sealed record FileIncomplete() : Problem("file.incomplete");

/// <summary>The file has more bytes than one may have.</summary>
/// <param name="Limit">Megabytes that fit.</param>
public sealed record FileTooLarge(int Limit) : Problem("file.too-large")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>The picture would be too large for whoever opens it, whatever the length of its file.</summary>
public sealed record PictureTooLarge() : Problem("file.picture-too-large");

/// <summary>The file's name says it is something it is not, and something that could do harm.</summary>
public sealed record FileNameMisleads() : Problem("file.name-misleads");

/// <summary>The file did not arrive whole.</summary>
public sealed record FileInterrupted() : Problem("file.interrupted");

/// <summary>One message, the request itself, or a review has as many files as it can hold.</summary>
/// <param name="Limit">Files that fit.</param>
public sealed record FilesTooMany(int Limit) : Problem("file.too-many")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>The files of the case have as many bytes as they may have together.</summary>
/// <param name="Limit">Megabytes that fit.</param>
public sealed record CaseFilesFull(int Limit) : Problem("file.case-full")
{
    /// <summary>With the limit of <see cref="CaseAttachment.MaxPerCase"/>.</summary>
    public static CaseFilesFull AtLimit { get; } = new((int)(CaseAttachment.MaxPerCase / 1024 / 1024));

    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>What was sent cannot be taken back.</summary>
public sealed record FileAlreadySent() : Problem("file.already-sent");

/// <summary>The person wrote a letter or a mail and has no page to fetch files from; a mail holds none.</summary>
public sealed record FilesDoNotReach() : Problem("message.files-do-not-reach");

/// <summary>The file was not sent in time, or was destroyed later.</summary>
public sealed record FileGone() : Problem("file.gone");

/// <summary>The file or its key is damaged or lost; it was destroyed.</summary>
public sealed record FileLost() : Problem("file.lost");

/// <summary>The place where files are kept does not work now.</summary>
public sealed record FileVaultUnavailable() : Problem("file.vault-unavailable");

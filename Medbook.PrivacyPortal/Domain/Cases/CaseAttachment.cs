using Medbook.PrivacyPortal.Domain.Files;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What a file of a case is for. Stored by name, so names never change.</summary>
public enum AttachmentPurpose
{
    /// <summary>Goes with the request itself: evidence for a correction.</summary>
    Evidence,
    /// <summary>Goes with a message.</summary>
    Message,
    /// <summary>Came with a mail or a letter.</summary>
    Received,
}

/// <summary>A file of a case. Its bytes lie in the vault under the key of the data subject; here stands what it is.</summary>
public sealed class CaseAttachment : IKeptFile
{
    /// <summary>Files that one message, or the request itself, can hold.</summary>
    public const int MaxPerMessage = 10;

    /// <summary>Bytes that all files of one case hold together, with those that wait in the person's other drafts.</summary>
    public const long MaxPerCase = 100L * 1024 * 1024;

    /// <summary>How long a file that was not sent stays on its sender's desk.</summary>
    public static readonly TimeSpan UnsentLifetime = TimeSpan.FromDays(1);

    /// <summary>Characters of a file's name.</summary>
    public const int MaxName = 120;

    private CaseAttachment() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The request it belongs to.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>The message it was sent with; null for what goes with the request itself, and for what was not sent yet.</summary>
    public Guid? MessageId { get; private set; }

    /// <summary>What it is for.</summary>
    public AttachmentPurpose Purpose { get; private set; }

    /// <summary>Name on the person's disk, cleaned.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>Media type as recognised from its bytes, never as announced.</summary>
    public string MediaType { get; private set; } = "";

    /// <summary>Length in bytes as kept; zero until it is whole.</summary>
    public long Length { get; private set; }

    /// <summary>The file in the vault.</summary>
    public Guid FileId { get; private set; }

    /// <summary>In which role it was added.</summary>
    public Role By { get; private set; }

    /// <summary>Account of the officer who added it; null for the person.</summary>
    public string? Officer { get; private set; }

    /// <summary>When it was added (UTC).</summary>
    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>When it was sent with its message or its request (UTC); null while it is only on its sender's desk.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When its key was destroyed (UTC); what stays says that there was one.</summary>
    public DateTimeOffset? DestroyedAt { get; private set; }

    /// <summary>Whether it can be read: whole, and not destroyed.</summary>
    public bool IsReadable => Length > 0 && DestroyedAt is null;

    /// <summary>A file whose bytes come next.</summary>
    /// <param name="id">Identifier, chosen by the page.</param>
    /// <param name="request">The request.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="fileName">Its name, cleaned; cut to <see cref="MaxName"/>.</param>
    /// <param name="file">The file in the vault.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="asPerson">Whether an officer adds it to a request of their own, and so as a person.</param>
    public static CaseAttachment Begin(
        Guid id, Guid request, AttachmentPurpose purpose, string fileName, Guid file, Actor by, DateTimeOffset now, bool asPerson = false)
    {
        var isOfficer = by.Roles.Contains(Role.Officer) && purpose != AttachmentPurpose.Evidence && !asPerson;
        return new CaseAttachment
        {
            Id = id, RequestId = request, Purpose = purpose, FileId = file, AddedAt = now,
            FileName = fileName.Length > MaxName ? fileName[..MaxName] : fileName,
            By = by == Actor.Portal ? Role.Portal : isOfficer ? Role.Officer : by.OwnRole, Officer = isOfficer ? by.Id : null,
        };
    }

    /// <summary>All its bytes are in the vault.</summary>
    /// <param name="mediaType">As recognised.</param>
    /// <param name="length">Bytes as kept.</param>
    /// <param name="fileName">Its name with the ending of what it is; null where it was known from the beginning.</param>
    public void Complete(string mediaType, long length, string? fileName = null) =>
        (MediaType, Length, FileName) = (mediaType, length, fileName ?? FileName);

    /// <summary>It leaves its sender's desk.</summary>
    /// <param name="message">The message it goes with; null where it goes with the request itself.</param>
    /// <param name="now">When (UTC).</param>
    public void Send(Guid? message, DateTimeOffset now) => (MessageId, SentAt) = (message, now);

    /// <summary>Its key is destroyed, in the caller's transaction.</summary>
    public void Destroy(DateTimeOffset now) => DestroyedAt ??= now;
}

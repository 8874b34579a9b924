namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>
/// A mail as it lies in the mailbox. Everything in it was written by whoever sent it, and proves nothing. It is held in memory
/// until it is disposed of; nothing of it touches the disk.
/// </summary>
public sealed class IncomingMail : IDisposable
{
    private readonly IDisposable bytes;

    internal IncomingMail(Envelope envelope, ParsedMail content, string fingerprint, IDisposable bytes)
    {
        this.bytes = bytes;
        (Mailbox, UidValidity, Uid, ArrivedAt) = (envelope.Mailbox, envelope.UidValidity, envelope.Uid, envelope.ArrivedAt);
        (From, FromName, Subject) = (content.From, content.FromName, content.Subject);
        (Text, Attachments, Origin, IsWhole) = (content.Text, content.Attachments, content.Origin, content.IsWhole);
        Fingerprint = fingerprint;
    }

    /// <summary>The mailbox and folder it lies in (<see cref="Settings.ImapSettings.Mailbox"/>).</summary>
    public string Mailbox { get; }

    /// <summary>The numbering its UID belongs to.</summary>
    public uint UidValidity { get; }

    /// <summary>Its number in the folder.</summary>
    public uint Uid { get; }

    /// <summary>When the server took it (INTERNALDATE, as UTC): what counts as arrival, whatever the sender's clock says.</summary>
    public DateTimeOffset ArrivedAt { get; }

    /// <summary>SHA-256 of its bytes in hexadecimal: tells the same mail again after the server numbered its folder anew.</summary>
    public string Fingerprint { get; }

    /// <summary>The address it says it comes from; null where it names none that can be written to.</summary>
    public string? From { get; }

    /// <summary>The name beside that address; empty where there is none.</summary>
    public string FromName { get; }

    /// <summary>Its subject on one line; may be empty.</summary>
    public string Subject { get; }

    /// <summary>What it says, as plain text; may be empty.</summary>
    public string Text { get; }

    /// <summary>Who seems to have sent it.</summary>
    public MailOrigin Origin { get; }

    /// <summary>False where it was too large or too tangled: only its beginning was read, and no attachment is here.</summary>
    public bool IsWhole { get; }

    /// <summary>What came with it, in its order.</summary>
    public IReadOnlyList<IncomingAttachment> Attachments { get; }

    /// <summary>Lets its bytes go; the attachments cannot be opened after that.</summary>
    public void Dispose() => bytes.Dispose();
}

/// <summary>A part of a mail that is not its text.</summary>
/// <param name="Name">The sender's name for it, without folders and on one line; empty where there is none.</param>
/// <param name="MediaType">The type the sender claims.</param>
/// <param name="Open">Opens its decoded bytes, to be read once from the beginning.</param>
public sealed record IncomingAttachment(string Name, string MediaType, Func<Stream> Open);

/// <summary>Where a mail lies, and since when.</summary>
/// <param name="Mailbox">The mailbox and folder.</param>
/// <param name="UidValidity">The numbering of the folder.</param>
/// <param name="Uid">Its number.</param>
/// <param name="ArrivedAt">INTERNALDATE, as UTC.</param>
internal sealed record Envelope(string Mailbox, uint UidValidity, uint Uid, DateTimeOffset ArrivedAt);

/// <summary>What a mail says.</summary>
internal sealed record ParsedMail(
    string? From, string FromName, string Subject, string Text, MailOrigin Origin, bool IsWhole, IReadOnlyList<IncomingAttachment> Attachments);

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What a mail is by its headers. Stored by name, so names never change.</summary>
public enum MailNature
{
    /// <summary>Somebody wrote it.</summary>
    Written,
    /// <summary>A machine answered: out of office, a receipt (RFC 3834).</summary>
    AutoSubmitted,
    /// <summary>From a mailing list, or in bulk.</summary>
    List,
    /// <summary>A mail that could not be delivered came back.</summary>
    Bounce,
}

/// <summary>Where a mail went. Stored by name, so names never change.</summary>
public enum MailPlace
{
    /// <summary>A case was made of it.</summary>
    Case,
    /// <summary>An officer has to look at it.</summary>
    Tray,
    /// <summary>An officer looked and put it aside.</summary>
    Aside,
    /// <summary>The same mail was found before under another number; nothing was made of it again.</summary>
    Known,
}

/// <summary>A mail that was found in the mailbox: once by mailbox, UIDVALIDITY and UID, however often it is fetched.</summary>
/// <remarks>Rule T1; RFC 9051, 2.3.1.1.</remarks>
public sealed class ReceivedMail
{
    /// <summary>Characters of its subject line and sender that are kept.</summary>
    public const int MaxLine = 254;

    private ReceivedMail() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The mailbox, as <c>user@host/folder</c>.</summary>
    public string Mailbox { get; private set; } = "";

    /// <summary>Which life of the mailbox the UID belongs to.</summary>
    public long UidValidity { get; private set; }

    /// <summary>Its number there.</summary>
    public long Uid { get; private set; }

    /// <summary>SHA-256 of its bytes: the same mail is known again when a mailbox was moved, restored or numbered anew.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>When the server got it (INTERNALDATE, UTC): the day of receipt.</summary>
    public DateTimeOffset ArrivedAt { get; private set; }

    /// <summary>Whom it says it is from; this proves nothing. Empty where it names nobody.</summary>
    public string From { get; private set; } = "";

    /// <summary>Its subject line.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Its text; kept here only while it lies in the tray, afterwards in the case.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Whether something of it is only in the mailbox: an attachment that was not taken, or the rest of a very large mail.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>What it is by its headers.</summary>
    public MailNature Nature { get; private set; }

    /// <summary>Where it went.</summary>
    public MailPlace Place { get; private set; }

    /// <summary>The case that was made of it.</summary>
    public Guid? RequestId { get; private set; }

    /// <summary>Account of the officer who looked at it in the tray.</summary>
    public string? HandledBy { get; private set; }

    /// <summary>When an officer did (UTC).</summary>
    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>Changes with every change.</summary>
    public Guid Revision { get; private set; }

    /// <summary>A mail that becomes a case at once.</summary>
    public static ReceivedMail AsCase(MailMark mark, DateTimeOffset arrived, string from, string title, Guid request, bool isIncomplete)
    {
        var mail = Of(mark, arrived, from, title, MailNature.Written, MailPlace.Case);
        (mail.RequestId, mail.IsIncomplete) = (request, isIncomplete);
        return mail;
    }

    /// <summary>A mail that waits for an officer, because a machine wrote it, or nothing in it can be answered.</summary>
    public static ReceivedMail InTray(
        MailMark mark, DateTimeOffset arrived, string from, string title, string text, MailNature nature, bool isIncomplete)
    {
        var mail = Of(mark, arrived, from, title, nature, MailPlace.Tray);
        (mail.Text, mail.IsIncomplete) = (text, isIncomplete);
        if (text.Length > RightsRequest.MaxWords) (mail.Text, mail.IsIncomplete) = (text[..RightsRequest.MaxWords], true);
        return mail;
    }

    /// <summary>A mail that was taken before, under another number: only that it was found again is kept.</summary>
    public static ReceivedMail Again(MailMark mark, DateTimeOffset arrived) => Of(mark, arrived, "", "", MailNature.Written, MailPlace.Known);

    /// <summary>An officer makes a case of it after all.</summary>
    public Result TurnInto(Guid request, string officer, DateTimeOffset now)
    {
        if (Place is MailPlace.Case or MailPlace.Known) return new MailIsACase();
        (RequestId, Text) = (request, "");
        Handle(MailPlace.Case, officer, now);
        return Result.Ok;
    }

    /// <summary>An officer puts it aside: it is no request. Its text goes.</summary>
    public Result PutAside(string officer, DateTimeOffset now)
    {
        if (Place is MailPlace.Case or MailPlace.Known) return new MailIsACase();
        Text = "";
        Handle(MailPlace.Aside, officer, now);
        return Result.Ok;
    }

    private void Handle(MailPlace place, string officer, DateTimeOffset now) =>
        (Place, HandledBy, HandledAt, Revision) = (place, officer, now, Guid.NewGuid());

    private static ReceivedMail Of(MailMark mark, DateTimeOffset arrived, string from, string title, MailNature nature, MailPlace place) =>
        new()
        {
            Id = Guid.CreateVersion7(arrived), Mailbox = mark.Mailbox, UidValidity = mark.UidValidity, Uid = mark.Uid,
            Fingerprint = mark.Fingerprint, ArrivedAt = arrived,
            From = Cut(from), Title = Cut(title), Nature = nature, Place = place, Revision = Guid.NewGuid(),
        };

    private static string Cut(string line) => line.Length > MaxLine ? line[..MaxLine] : line;
}

/// <summary>What names a mail for ever.</summary>
/// <param name="Mailbox">The mailbox, as <c>user@host/folder</c>.</param>
/// <param name="UidValidity">Which life of the mailbox.</param>
/// <param name="Uid">The number in it.</param>
/// <param name="Fingerprint">SHA-256 of its bytes, in hexadecimal.</param>
public sealed record MailMark(string Mailbox, long UidValidity, long Uid, string Fingerprint);

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Recipients;

/// <summary>What a recipient is told. Stored by name, so names never change.</summary>
public enum NoticeDeed
{
    /// <summary>Values were corrected (GDPR 16).</summary>
    Corrected,
    /// <summary>Records were deleted (GDPR 17).</summary>
    Erased,
    /// <summary>A use was limited (GDPR 18).</summary>
    Restricted,
    /// <summary>The limit on a use ends on a day: the data may be used again.</summary>
    Lifted,
}

/// <summary>Where a notice stands. Stored by name, so names never change.</summary>
public enum NoticeState
{
    /// <summary>The portal has no address of the recipient: an officer tells them.</summary>
    ToDo,
    /// <summary>A mail was written.</summary>
    Sent,
    /// <summary>The recipient says that they did it.</summary>
    Acknowledged,
    /// <summary>An officer told them otherwise, or heard that they did it.</summary>
    ToldOtherwise,
    /// <summary>They never got this data.</summary>
    NothingDisclosed,
    /// <summary>They cannot be told.</summary>
    Impossible,
    /// <summary>To tell them would be out of all proportion.</summary>
    Disproportionate,
}

/// <summary>What a recipient needs to find the data, and no more.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">Identifier of the dataset; empty where an activity is meant.</param>
/// <param name="Person">The person's key in that source; empty where nobody is linked.</param>
/// <param name="Record">Key of the record; empty where all of that kind are meant.</param>
/// <param name="Field">Name of the field that was corrected; empty for everything else.</param>
/// <param name="Value">What stands there now; empty for everything else, and for nothing.</param>
public sealed record NoticeItem(string Source, string Dataset, string Person, string Record = "", string Field = "", string Value = "");

/// <summary>
/// That a recipient of somebody's data is told what became of it: one for each recipient, written in the transaction of its cause.
/// </summary>
/// <remarks>GDPR 19; rule M3.</remarks>
public sealed class RecipientNotice : IAudited
{
    /// <summary>Most characters of words.</summary>
    public const int MaxWords = 2000;

    /// <summary>How often a recipient who says nothing is reminded (choice).</summary>
    public const int MostReminders = 2;

    /// <summary>How long after a mail the next one is written (choice).</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromDays(14);

    /// <summary>How long after the last mail its link leads somewhere (choice).</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(90);

    private RecipientNotice() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose data.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>The request it follows from; or the plan of an erasure that no request caused.</summary>
    public Guid CausedBy { get; private set; }

    /// <summary>What it is called where there is no number of a request: eight hexadecimal digits.</summary>
    public string Reference => Id.ToString("n")[^8..].ToUpperInvariant();

    /// <summary>Identifier of the recipient in the register.</summary>
    public string Recipient { get; private set; } = "";

    /// <summary>What they are told.</summary>
    public NoticeDeed Deed { get; private set; }

    /// <summary>What they need to find the data; emptied once it came to its end.</summary>
    public IReadOnlyList<NoticeItem> Items { get; private set; } = [];

    /// <summary>Activities whose use is limited; empty for everything else.</summary>
    public IReadOnlyList<string> Activities { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    public NoticeState State { get; private set; }

    /// <summary>SHA-256 of the token in the last mail's link, in hexadecimal digits; null where none leads here.</summary>
    public string? TokenHash { get; private set; }

    /// <summary>When it was written (UTC).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the last mail was written (UTC).</summary>
    public DateTimeOffset? MailedAt { get; private set; }

    /// <summary>How often the recipient was reminded.</summary>
    public int Reminders { get; private set; }

    /// <summary>When the link was first opened (UTC).</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>When it came to its end (UTC).</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Account of the officer who ended it; null where the recipient did.</summary>
    public string? EndedBy { get; private set; }

    /// <summary>How they were told, or why not; the person may read it.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>Whether it waits: for an officer, or for the recipient.</summary>
    public bool IsOpen => State is NoticeState.ToDo or NoticeState.Sent;

    /// <summary>Whether a link of it leads somewhere.</summary>
    public bool LeadsOn(DateTimeOffset now) => State == NoticeState.Sent && now < MailedAt + LinkLifetime;

    /// <summary>Whether the next mail is due.</summary>
    public bool IsReminderDue(DateTimeOffset now) => State == NoticeState.Sent && Reminders < MostReminders && now >= MailedAt + BetweenMails;

    /// <summary>Whether the recipient said nothing to all mails: an officer asks them.</summary>
    public bool IsUnanswered(DateTimeOffset now) => State == NoticeState.Sent && Reminders == MostReminders && now >= MailedAt + BetweenMails;

    /// <summary>A notice that nobody was told of yet.</summary>
    /// <param name="subject">Whose data.</param>
    /// <param name="causedBy">The request it follows from; or the plan of an erasure that no request caused.</param>
    /// <param name="recipient">Identifier of the recipient in the register.</param>
    /// <param name="deed">What became of the data.</param>
    /// <param name="items">What they need to find it.</param>
    /// <param name="activities">Activities whose use is limited.</param>
    /// <param name="now">When (UTC).</param>
    public static RecipientNotice Of(
        SubjectKey subject, Guid causedBy, string recipient, NoticeDeed deed, IReadOnlyList<NoticeItem> items, IReadOnlyList<string> activities, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), Subject = subject, CausedBy = causedBy, Recipient = recipient, Deed = deed,
        Items = items, Activities = activities, State = NoticeState.ToDo, CreatedAt = now, Revision = Guid.NewGuid(),
    };

    /// <summary>A mail with a link goes to the recipient; the links of earlier mails lead nowhere any more.</summary>
    /// <param name="tokenHash">SHA-256 of the link's token.</param>
    /// <param name="now">When (UTC).</param>
    public void Mail(string tokenHash, DateTimeOffset now)
    {
        if (!IsOpen) throw new InvalidOperationException($"Notice {Id} is {State}.");
        if (State == NoticeState.Sent) Reminders++;
        (State, TokenHash, MailedAt, Revision) = (NoticeState.Sent, tokenHash, now, Guid.NewGuid());
    }

    /// <summary>The recipient looks at it.</summary>
    /// <returns>Whether for the first time.</returns>
    public bool Open(DateTimeOffset now)
    {
        if (OpenedAt is not null) return false;
        (OpenedAt, Revision) = (now, Guid.NewGuid());
        return true;
    }

    /// <summary>The recipient says that they did it.</summary>
    public Result Acknowledge(DateTimeOffset now)
    {
        if (State != NoticeState.Sent) return new NoticeEnded();
        End(NoticeState.Acknowledged, "", by: null, now);
        return Result.Ok;
    }

    /// <summary>An officer ends it: they told the recipient otherwise, or say why nobody does.</summary>
    /// <param name="how">How it ends.</param>
    /// <param name="words">How they were told, or why not.</param>
    /// <param name="by">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="NoticeEnded"/>, <see cref="NoticeWordsMissing"/>, <see cref="ValueTooLong"/>.</returns>
    /// <remarks>GDPR 19: "impossible" or "disproportionate" needs words.</remarks>
    public Result Settle(NoticeState how, string words, Actor by, DateTimeOffset now)
    {
        if (!IsOpen) return new NoticeEnded();
        if (how is NoticeState.ToDo or NoticeState.Sent or NoticeState.Acknowledged) throw new ArgumentException("An officer does not end it so.", nameof(how));
        if (string.IsNullOrWhiteSpace(words)) return new NoticeWordsMissing();
        if (words.Trim().Length > MaxWords) return new ValueTooLong(MaxWords);
        End(how, words.Trim(), by.Id, now);
        return Result.Ok;
    }

    // What was needed to find the data is needed no more.
    private void End(NoticeState state, string words, string? by, DateTimeOffset now) =>
        (State, Words, EndedBy, EndedAt, Items, TokenHash, Revision) = (state, words, by, now, [], null, Guid.NewGuid());
}

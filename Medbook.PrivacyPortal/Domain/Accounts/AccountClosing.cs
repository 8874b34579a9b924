using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>Where the closing of an account stands. Stored by name, so names never change.</summary>
public enum ClosingState
{
    /// <summary>The person asked; they can think again until a day.</summary>
    Waiting,
    /// <summary>The days are over: an officer looks at what goes, then the portal destroys it.</summary>
    Begun,
    /// <summary>The account is gone.</summary>
    Closed,
    /// <summary>The person thought again.</summary>
    Undone,
}

/// <summary>
/// That somebody closes their account here. Nothing is destroyed before some days have passed and the person was reminded; until an officer
/// approved what goes they can undo it. It stays as the proof that they asked, and names nobody.
/// </summary>
/// <remarks>GDPR 17(1); policy 5.3. The periods are choices of the project.</remarks>
public sealed class AccountClosing : IAudited
{
    /// <summary>Days to think again.</summary>
    public const int CoolingDays = 14;

    /// <summary>Days between the reminder and the earliest beginning.</summary>
    public const int ReminderDays = 3;

    /// <summary>Days between the notice that an account is unused and the proposal to close it.</summary>
    public const int NoticeDays = 60;

    /// <summary>Days in which the link shows what went and what stayed.</summary>
    public const int ResultDays = 30;

    private AccountClosing() { }

    /// <summary>Identifier, chosen by the page, so that a second click asks no second time.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose account.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Language of its mails, as a culture name.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Whether the portal proposed it, because nobody used the account for long.</summary>
    public bool IsProposed { get; private set; }

    /// <summary>Where it stands.</summary>
    public ClosingState State { get; private set; }

    /// <summary>When the person asked (UTC).</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>The day in Brussels on which it begins at the earliest.</summary>
    public DateOnly BeginsOn { get; private set; }

    /// <summary>When the person was reminded (UTC); null until then.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When it began (UTC); null until then.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    /// <summary>When the account was gone, or the closing undone (UTC); null until then.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Changes with every change: of the person and the portal at once the second is told.</summary>
    public Guid Revision { get; private set; }

    /// <summary>Somebody asks to close their account.</summary>
    /// <param name="id">Identifier, chosen by the page.</param>
    /// <param name="subject">Whose account.</param>
    /// <param name="language">Language of the mails.</param>
    /// <param name="now">When (UTC).</param>
    public static AccountClosing Ask(Guid id, SubjectKey subject, string language, DateTimeOffset now) => new()
    {
        Id = id, Subject = subject, Language = language, State = ClosingState.Waiting, AskedAt = now,
        BeginsOn = BrusselsTime.DateOf(now).AddDays(CoolingDays), Revision = Guid.NewGuid(),
    };

    /// <summary>The portal proposes to close an account that nobody used for long, after a notice. What can be undone can be undone here, too.</summary>
    /// <param name="subject">Whose account.</param>
    /// <param name="language">Language of the mails.</param>
    /// <param name="now">When (UTC).</param>
    public static AccountClosing Propose(SubjectKey subject, string language, DateTimeOffset now)
    {
        var closing = Ask(Guid.CreateVersion7(now), subject, language, now);
        closing.IsProposed = true;
        return closing;
    }

    /// <summary>Whether the person has to be reminded on a day.</summary>
    public bool HasReminderOn(DateOnly today) => State == ClosingState.Waiting && RemindedAt is null && today.AddDays(ReminderDays) >= BeginsOn;

    /// <summary>The person was reminded.</summary>
    public void Remind(DateTimeOffset now) => (RemindedAt, Revision) = (now, Guid.NewGuid());

    /// <summary>Whether it can begin on a day. Who was reminded late has their days all the same.</summary>
    public bool IsDueOn(DateOnly today) =>
        State == ClosingState.Waiting && today >= BeginsOn && RemindedAt is { } at && today >= BrusselsTime.DateOf(at).AddDays(ReminderDays);

    /// <summary>The days are over.</summary>
    /// <exception cref="InvalidOperationException">It does not wait.</exception>
    public void Begin(DateTimeOffset now)
    {
        if (State != ClosingState.Waiting) throw new InvalidOperationException($"Closing {Id} is {State}.");
        (State, BegunAt, Revision) = (ClosingState.Begun, now, Guid.NewGuid());
    }

    /// <summary>The person thinks again. Whether what goes was approved already, the plan says.</summary>
    /// <returns>Nothing; or <see cref="ClosingOver"/> where the account is gone, or the closing was undone before.</returns>
    public Result Undo(DateTimeOffset now)
    {
        if (EndedAt is not null) return new ClosingOver();
        (State, EndedAt, Revision) = (ClosingState.Undone, now, Guid.NewGuid());
        return Result.Ok;
    }

    /// <summary>The account is gone.</summary>
    /// <exception cref="InvalidOperationException">It has not begun.</exception>
    public void Close(DateTimeOffset now)
    {
        if (State != ClosingState.Begun) throw new InvalidOperationException($"Closing {Id} is {State}.");
        (State, EndedAt, Revision) = (ClosingState.Closed, now, Guid.NewGuid());
    }

    /// <summary>Whether the link of the last mail still shows how it stands.</summary>
    public bool ShowsResultAt(DateTimeOffset now) => State switch
    {
        ClosingState.Begun => true,
        ClosingState.Closed => now < EndedAt!.Value.AddDays(ResultDays),
        ClosingState.Waiting or ClosingState.Undone => false,
    };
}

using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <content>From receipt to decision: who has it, what is said, what is asked, and what that does to the clock.</content>
public sealed partial class RightsRequest
{
    /// <summary>An officer says of which kind a letter or mail is.</summary>
    /// <returns>Nothing; or <see cref="RequestAlreadySorted"/>, <see cref="KindMissing"/>.</returns>
    public Result Sort(RequestKind kind, DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Sort) is { } problem) return problem;
        if (Kind != RequestKind.Unsorted) return new RequestAlreadySorted();
        if (kind == RequestKind.Unsorted) return new KindMissing();
        Kind = kind;
        return Take(RequestStep.Sort, RequestEventKind.Sorted, now);
    }

    /// <summary>An officer names a value that a letter, call or mail wants corrected: who writes on paper fills in no form.</summary>
    /// <param name="details">The details with the value; what the record holds was read, never typed.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="CorrectionNotNameable"/>, or the fault of the details.</returns>
    public Result NameCorrections(RequestDetails details, DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Sort) is { } problem) return problem;
        if (Kind != RequestKind.Rectification || Channel is RequestChannel.Portal or RequestChannel.Guest) return new CorrectionNotNameable();
        if (details.Fault is { } fault) return fault;
        Details = Details with { Corrections = [.. details.Corrections.Where(correction => !correction.ChangesNothing)] };
        Touch(now);
        return Result.Ok;
    }

    /// <summary>Somebody of the team gets it, or, with null, nobody has it any more.</summary>
    /// <param name="officer">Account of the officer.</param>
    /// <param name="now">When (UTC).</param>
    public Result Assign(string? officer, DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Assign) is { } problem) return problem;
        AssignedTo = officer;
        return Take(RequestStep.Assign, RequestEventKind.Assigned, now);
    }

    /// <summary>A note of the team, also after the answer; never in a letter.</summary>
    public Result<CaseMessage> Note(Guid id, string text, Actor by, DateTimeOffset now) =>
        Say(RequestStep.Note, id, MessageKind.Note, RequestEventKind.Noted, text, by, now);

    /// <summary>The team writes to the person.</summary>
    public Result<CaseMessage> Tell(Guid id, string text, Actor by, DateTimeOffset now) =>
        Say(RequestStep.Tell, id, MessageKind.FromTeam, RequestEventKind.Written, text, by, now);

    /// <summary>The team asks the person something. The clock runs on: only a question about identity stops it (rule T6).</summary>
    public Result<CaseMessage> Ask(Guid id, string text, Actor by, DateTimeOffset now) =>
        Say(RequestStep.Ask, id, MessageKind.Question, RequestEventKind.Asked, text, by, now);

    /// <summary>The person writes; what waited for them goes on, but for a question about identity or a fee, which have answers of their own.</summary>
    /// <param name="id">Identifier, chosen by the page.</param>
    /// <param name="text">What they write.</param>
    /// <param name="keepsWaiting">Whether a question about identity is still open.</param>
    /// <param name="by">The person.</param>
    /// <param name="now">When (UTC).</param>
    public Result<CaseMessage> Reply(Guid id, string text, bool keepsWaiting, Actor by, DateTimeOffset now)
    {
        var status = Status;
        var said = Say(RequestStep.Reply, id, MessageKind.FromPerson, RequestEventKind.Answered, text, by, now);
        if (said.IsOk && (keepsWaiting || WaitsForFee)) Move(status, now);
        return said;
    }

    /// <summary>The person is told that it takes longer, and why. The caller sends the notice in the same transaction.</summary>
    /// <param name="reason">The reason of the law.</param>
    /// <param name="words">Why, in words the person reads.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="ExtensionReasonMissing"/>, <see cref="ExtensionTooLate"/>, <see cref="AlreadyExtended"/>.</returns>
    /// <remarks>Rule T5; GDPR 12(3).</remarks>
    public Result Extend(ExtensionReason reason, string words, DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Extend) is { } problem) return problem;
        if (string.IsNullOrWhiteSpace(words)) return new ExtensionReasonMissing();
        if (words.Length > CaseMessage.MaxText) return new MessageTooLong(CaseMessage.MaxText);
        var today = BrusselsTime.DateOf(now);
        var extended = Deadline!.ExtendOn(today);
        if (!extended.IsOk) return extended.Problem;
        (ExtendedOn, ExtensionReason, DueOn) = (today, reason, extended.Value.AnswerBy);
        // A new date comes near anew.
        (RemindedAt, EscalatedAt) = (null, null);
        return Take(RequestStep.Extend, RequestEventKind.Extended, now);
    }

    /// <summary>An officer doubts who it is, or whether somebody may act for the person, and asks.</summary>
    /// <param name="id">Identifier, chosen by the page.</param>
    /// <param name="about">What is doubted.</param>
    /// <param name="doubt">Why, in words (rule I1).</param>
    /// <param name="another">Whether a question waits already.</param>
    /// <param name="by">The officer; or the portal, where a setting makes it ask everybody.</param>
    /// <param name="now">When (UTC).</param>
    /// <remarks>Rules I1 and T6: within three days of receipt the clock stands still; a later question is asked all the same, and the clock runs on.</remarks>
    public Result<IdentityQuestion> AskForIdentity(Guid id, QuestionAbout about, string doubt, bool another, Actor by, DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Ask) is { } problem) return problem;
        if (another) return new QuestionOpen();
        var paused = Deadline!.PauseOn(BrusselsTime.DateOf(now));
        var question = IdentityQuestion.Ask(id, this, about, doubt, paused.IsOk, by, now);
        if (!question.IsOk) return question;
        if (paused.IsOk)
        {
            Pauses = paused.Value.Pauses;
            Happened(RequestEventKind.Paused, Role.Portal, now);
        }
        Happened(RequestEventKind.IdentityAsked, by == Actor.Portal ? Role.Portal : Role.Officer, now);
        Move(RequestTransitions.Next(Status, RequestStep.Ask).Value, now);
        return question;
    }

    /// <summary>The person answers: the clock goes on by itself (rule T6).</summary>
    public Result AnswerIdentity(IdentityQuestion question, ProofKind proof, string words, Guid? file, DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Reply) is { } problem) return problem;
        if (question.Answer(proof, words, file, now).Problem is { } wrong) return wrong;
        Resume(question, now);
        var status = Status;
        Take(RequestStep.Reply, RequestEventKind.IdentityAnswered, now);
        if (WaitsForFee) Move(status, now);
        return Result.Ok;
    }

    /// <summary>An officer is satisfied. What was sent goes, in the caller's transaction (rule I2).</summary>
    public Result AcceptIdentity(IdentityQuestion question, Actor by, DateTimeOffset now)
    {
        if (question.Accept(by, now).Problem is { } wrong) return wrong;
        if (question.About == QuestionAbout.Identity) Proof = SenderProof.Checked;
        return Judged(RequestEventKind.IdentityChecked, Role.Officer, now);
    }

    /// <summary>An officer is not satisfied. What was sent goes, in the caller's transaction; another question can be asked.</summary>
    public Result RejectIdentity(IdentityQuestion question, ProofFault fault, Actor by, DateTimeOffset now)
    {
        if (question.Reject(fault, by, now).Problem is { } wrong) return wrong;
        return Judged(RequestEventKind.IdentityRejected, Role.Officer, now);
    }

    /// <summary>The time of a question is over (rule I3): what was sent goes, and a clock that stood goes on.</summary>
    public Result LapseIdentity(IdentityQuestion question, DateTimeOffset now)
    {
        var waited = question.State == QuestionState.Asked;
        if (question.Lapse(now).Problem is { } wrong) return wrong;
        if (waited && Status.IsOpen()) Resume(question, now);
        if (waited && Status == RequestStatus.WaitingForPerson && !WaitsForFee) Move(RequestTransitions.Next(Status, RequestStep.Resume, ExtendedOn is not null).Value, now);
        return Judged(RequestEventKind.IdentityLapsed, Role.Portal, now);
    }

    /// <summary>An officer announces a fee before any work; the person accepts it or drops the request.</summary>
    /// <param name="ground">Unfounded or excessive.</param>
    /// <param name="facts">The facts, as the person reads them.</param>
    /// <param name="euros">The amount.</param>
    /// <param name="earlierAnswered">When the last similar request arrived that was answered before this one; null where there is none.</param>
    /// <param name="now">When (UTC).</param>
    /// <remarks>Rule M1; GDPR 12(5).</remarks>
    public Result QuoteFee(RefusalGround ground, string facts, decimal euros, DateOnly? earlierAnswered, DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Ask) is { } problem) return problem;
        if (Fee is not null) return new FeeAlreadyQuoted();
        if (ground is not (RefusalGround.ManifestlyUnfounded or RefusalGround.Excessive) || RefusalGrounds.ArticleOf(ground, Kind) is null) return new FeeDoesNotFit();
        if (ground == RefusalGround.Excessive && !Repetition.CanBeExcessive(ReceivedOn!.Value, earlierAnswered)) return new NotExcessive();
        if (string.IsNullOrWhiteSpace(facts)) return new FeeFactsMissing();
        if (facts.Length > FeeQuote.MaxFacts) return new ValueTooLong(FeeQuote.MaxFacts);
        if (euros is <= 0 or > FeeQuote.Most || decimal.Round(euros, 2) != euros) return new FeeOutOfRange(FeeQuote.Most);
        Fee = new FeeQuote(ground, facts.Trim(), euros, now, AcceptedAt: null);
        return Take(RequestStep.Ask, RequestEventKind.FeeQuoted, now);
    }

    /// <summary>The person accepts the fee; dropping the request instead is <see cref="Withdraw"/>.</summary>
    public Result AcceptFee(DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Reply) is { } problem) return problem;
        if (!WaitsForFee) return new NoFeeToAccept();
        Fee = Fee! with { AcceptedAt = now };
        return Take(RequestStep.Reply, RequestEventKind.FeeAccepted, now);
    }

    /// <summary>The person takes it back. A clock that stood goes on no more: it stood until then.</summary>
    public Result Withdraw(DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Withdraw) is { } problem) return problem;
        EndPause(now);
        return Take(RequestStep.Withdraw, RequestEventKind.Withdrawn, now);
    }

    /// <summary>What the team has to be told about the clock today; null where nothing, or nothing new.</summary>
    public CaseNotice? NoticeOn(DateOnly today)
    {
        if (!IsOpen || Deadline!.PausedSince is not null) return null;
        if (Deadline.IsBreachedOn(today)) return BreachNotedAt is null ? CaseNotice.Breach : null;
        if (today >= Deadline.LastLegalDay.AddDays(-1)) return EscalatedAt is null ? CaseNotice.Escalation : null;
        return Deadline.DaysLeft(today) <= Time.Deadline.SoonDays && RemindedAt is null ? CaseNotice.Reminder : null;
    }

    /// <summary>The team was told. Each is told once.</summary>
    public void Notice(CaseNotice notice, DateTimeOffset now)
    {
        switch (notice)
        {
            case CaseNotice.Reminder:
                RemindedAt = now;
                Happened(RequestEventKind.Reminded, Role.Portal, now);
                break;
            case CaseNotice.Escalation:
                EscalatedAt = now;
                Happened(RequestEventKind.Escalated, Role.Portal, now);
                break;
            case CaseNotice.Breach:
                BreachNotedAt = now;
                Happened(RequestEventKind.TermBreached, Role.Portal, now);
                break;
        }
        Touch(now);
    }

    /// <summary>A pack for the authority was made.</summary>
    public Result HandOver(DateTimeOffset now)
    {
        if (WhyNot(RequestStep.HandOver) is { } problem) return problem;
        return Take(RequestStep.HandOver, RequestEventKind.HandedOver, now);
    }

    private bool WaitsForFee => Fee is { AcceptedAt: null };

    private Result<CaseMessage> Say(
        RequestStep step, Guid id, MessageKind kind, RequestEventKind what, string text, Actor by, DateTimeOffset now)
    {
        if (WhyNot(step) is { } problem) return problem;
        var message = CaseMessage.Write(id, Id, kind, text, by, now);
        if (message.IsOk) Take(step, what, now);
        return message;
    }

    private void Resume(IdentityQuestion question, DateTimeOffset now)
    {
        if (!question.Pauses) return;
        var resumed = Deadline!.ResumeOn(BrusselsTime.DateOf(now));
        if (!resumed.IsOk) return;
        Pauses = resumed.Value.Pauses;
        DueOn = Deadline.AnswerBy;
        Happened(RequestEventKind.Resumed, Role.Portal, now);
    }

    // A clock that stands when the case ends stood until then.
    private void EndPause(DateTimeOffset now)
    {
        if (Deadline!.ResumeOn(BrusselsTime.DateOf(now)) is { IsOk: true, Value: var resumed }) Pauses = resumed.Pauses;
    }

    private Result Judged(RequestEventKind what, Role by, DateTimeOffset now)
    {
        Happened(what, by, now);
        Touch(now);
        return Result.Ok;
    }

    private Problem? WhyNot(RequestStep step) => RequestTransitions.Next(Status, step).Problem;

    // Called once the step was found possible.
    private Result Take(RequestStep step, RequestEventKind what, DateTimeOffset now)
    {
        Happened(what, RoleOf(step), now);
        Move(RequestTransitions.Next(Status, step, ExtendedOn is not null).Value, now);
        return Result.Ok;
    }

    private Role RoleOf(RequestStep step) => step is RequestStep.Reply or RequestStep.Withdraw ? PersonsRole : Role.Officer;

    private Role PersonsRole => Channel == RequestChannel.Guest ? Role.Guest : Role.Member;
}

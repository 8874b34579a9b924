using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Breaches;

/// <summary>A personal data breach, from the moment it was noticed to the notices: every breach is recorded, also one of which nobody is told.</summary>
/// <remarks>GDPR 33 and 34.</remarks>
public sealed class Breach : IAudited
{
    /// <summary>Most characters of reasons, and of how somebody was told.</summary>
    public const int MaxReasons = 4000;

    private readonly List<BreachEntry> entries = [];

    private Breach() { }

    /// <summary>Identifier, chosen by the page, so that a second click records no second one.</summary>
    public Guid Id { get; private set; }

    /// <summary>When Medbook became aware of it (UTC). Never changed: the clock cannot be turned back.</summary>
    public DateTimeOffset NoticedAt { get; private set; }

    /// <summary>What is known.</summary>
    public BreachFacts Facts { get; private set; } = new("");

    /// <summary>The risk; null until somebody assessed it.</summary>
    public BreachRisk? Risk { get; private set; }

    /// <summary>Why the risk is this one.</summary>
    public string RiskReasons { get; private set; } = "";

    /// <summary>Texts of notices as they were last written; what was never changed is missing.</summary>
    public IReadOnlyList<BreachDraft> Drafts { get; private set; } = [];

    /// <summary>How the notice to the authority was settled; null until then.</summary>
    public BreachNotice? Authority { get; private set; }

    /// <summary>How the notice to the people was settled; null until then.</summary>
    public BreachNotice? People { get; private set; }

    /// <summary>When the authority's clock ends (UTC); null once the notice to it is settled. Kept so that an index finds what runs.</summary>
    public DateTimeOffset? ClockEndsAt { get; private set; }

    /// <summary>How many reminders were sent.</summary>
    public int Reminders { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<BreachEntry> Entries => entries;

    /// <summary>The 72 hours.</summary>
    public BreachClock Clock => new(NoticedAt);

    /// <summary>Whether nobody has to decide anything any more.</summary>
    public bool IsSettled => Authority is not null && People is not null;

    /// <summary>A breach somebody noticed.</summary>
    /// <param name="id">Identifier, chosen by the page.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="noticedAt">When Medbook became aware (UTC).</param>
    /// <param name="who">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The record; or <see cref="BreachNoticedAhead"/> or the fault of the facts.</returns>
    public static Result<Breach> Record(Guid id, BreachFacts facts, DateTimeOffset noticedAt, Actor who, DateTimeOffset now)
    {
        if (facts.Fault is { } fault) return fault;
        if (noticedAt > now) return new BreachNoticedAhead();
        var breach = new Breach { Id = id, NoticedAt = noticedAt, Facts = facts.Trimmed };
        breach.ClockEndsAt = breach.Clock.Due;
        breach.Happened(BreachStep.Recorded, who, now, breach.Facts.What);
        return breach;
    }

    /// <summary>More is known, or better.</summary>
    /// <returns>Nothing; or the fault of the facts. Also once it is settled: more may become known.</returns>
    public Result Correct(BreachFacts facts, Actor who, DateTimeOffset now)
    {
        if (facts.Fault is { } fault) return fault;
        Facts = facts.Trimmed;
        Happened(BreachStep.Corrected, who, now, Facts.What);
        return Result.Ok;
    }

    /// <summary>An officer says which risk there is.</summary>
    /// <returns>Nothing; or <see cref="BreachRiskMissing"/>, <see cref="BreachReasonsMissing"/>, <see cref="BreachWordsTooLong"/>. A higher risk than
    /// before opens what was settled without a notice.</returns>
    public Result Assess(BreachRisk? risk, string reasons, Actor who, DateTimeOffset now)
    {
        if (risk is not { } found) return new BreachRiskMissing();
        if (FaultOf(reasons) is { } fault) return fault;
        (Risk, RiskReasons) = (found, reasons.Trim());
        if (found != BreachRisk.Unlikely && Authority is { IsGiven: false }) (Authority, ClockEndsAt) = (null, Clock.Due);
        if (found == BreachRisk.High && People is { IsGiven: false }) People = null;
        Happened(BreachStep.Assessed, who, now, RiskReasons, risk: found);
        return Result.Ok;
    }

    /// <summary>Keeps the text of a notice. No line of the history: what counts is what is sent.</summary>
    public Result Write(BreachDraft draft)
    {
        if (draft.Text.Length > BreachDraft.MaxText) return new BreachWordsTooLong(BreachDraft.MaxText);
        Drafts = [.. Drafts.Where(one => (one.Audience, one.Language) != (draft.Audience, draft.Language)), draft];
        Revision = Guid.NewGuid();
        return Result.Ok;
    }

    /// <summary>An officer told somebody, outside the portal, and writes it down.</summary>
    /// <param name="audience">Whom.</param>
    /// <param name="at">When (UTC).</param>
    /// <param name="how">How: a form, a reference, a letter.</param>
    /// <param name="lateReasons">Why so late; needed where the authority is told after 72 hours.</param>
    /// <param name="who">The officer.</param>
    /// <param name="now">When it is written down (UTC).</param>
    /// <returns>Nothing; or <see cref="BreachSettled"/>, <see cref="BreachNotAssessed"/>, <see cref="BreachHowMissing"/>, <see cref="BreachToldUnfit"/>,
    /// <see cref="BreachLateReasonsMissing"/>, <see cref="BreachWordsTooLong"/>.</returns>
    public Result Tell(BreachAudience audience, DateTimeOffset at, string how, string lateReasons, Actor who, DateTimeOffset now)
    {
        if (NoticeOf(audience) is { IsGiven: true }) return new BreachSettled();
        if (Risk is null) return new BreachNotAssessed();
        if (string.IsNullOrWhiteSpace(how)) return new BreachHowMissing();
        if (how.Length > MaxReasons || lateReasons.Length > MaxReasons) return new BreachWordsTooLong(MaxReasons);
        if (at < NoticedAt || at > now) return new BreachToldUnfit();
        var isLate = audience == BreachAudience.Authority && Clock.IsLateAt(at);
        if (isLate && string.IsNullOrWhiteSpace(lateReasons)) return new BreachLateReasonsMissing();
        var notice = new BreachNotice(who.Id, at, how.Trim(), isLate ? lateReasons.Trim() : "");
        Settle(audience, notice);
        Happened(BreachStep.Told, who, now, isLate ? $"{notice.How}\n{notice.Reasons}" : notice.How, audience);
        return Result.Ok;
    }

    /// <summary>An officer decides that nobody is told, and why.</summary>
    /// <returns>Nothing; or <see cref="BreachSettled"/>, <see cref="BreachNotAssessed"/>, <see cref="BreachNoticeNeeded"/>, <see cref="BreachReasonsMissing"/>,
    /// <see cref="BreachWordsTooLong"/>.</returns>
    /// <remarks>GDPR 33(1) and (5); for people at a high risk the reasons are those of 34(3).</remarks>
    public Result Waive(BreachAudience audience, string reasons, Actor who, DateTimeOffset now)
    {
        if (NoticeOf(audience) is not null) return new BreachSettled();
        if (Risk is not { } risk) return new BreachNotAssessed();
        if (audience == BreachAudience.Authority && risk != BreachRisk.Unlikely) return new BreachNoticeNeeded();
        if (FaultOf(reasons) is { } fault) return fault;
        Settle(audience, new BreachNotice(who.Id, now, "", reasons.Trim()));
        Happened(BreachStep.Waived, who, now, reasons.Trim(), audience);
        return Result.Ok;
    }

    /// <summary>Whether the officers have to be reminded of the clock at an instant: each reminder once, and one where several were missed.</summary>
    public bool HasReminderAt(DateTimeOffset now) => ClockEndsAt is not null && Clock.RemindersDue(now) > Reminders;

    /// <summary>The officers were reminded.</summary>
    public void Remind(DateTimeOffset now)
    {
        Reminders = Clock.RemindersDue(now);
        Happened(BreachStep.Reminded, Actor.Portal, now, "");
    }

    /// <summary>How a notice was settled; null until then.</summary>
    public BreachNotice? NoticeOf(BreachAudience audience) => audience switch
    {
        BreachAudience.Authority => Authority,
        BreachAudience.People => People,
    };

    private void Settle(BreachAudience audience, BreachNotice notice)
    {
        if (audience == BreachAudience.Authority) (Authority, ClockEndsAt) = (notice, null);
        else People = notice;
    }

    private void Happened(BreachStep step, Actor who, DateTimeOffset now, string words, BreachAudience? audience = null, BreachRisk? risk = null)
    {
        entries.Add(BreachEntry.Of(Id, step, who.Id, now, words, audience, risk));
        Revision = Guid.NewGuid();
    }

    private static Problem? FaultOf(string reasons) =>
        string.IsNullOrWhiteSpace(reasons) ? new BreachReasonsMissing() : reasons.Length > MaxReasons ? new BreachWordsTooLong(MaxReasons) : null;
}

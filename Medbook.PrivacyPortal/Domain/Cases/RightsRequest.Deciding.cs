using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <content>The decision: a human officer's, in words the person gets, with what the law asks of a refusal.</content>
public sealed partial class RightsRequest
{
    /// <summary>An officer weighs the interests of an objection. It can be done anew until the decision.</summary>
    /// <remarks>GDPR 21(1).</remarks>
    public Result Weigh(BalancingTest test, DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Weigh) is { } problem) return problem;
        if (Kind != RequestKind.Objection || Details.DirectMarketing) return new NothingToWeigh();
        if (test.Fault is { } fault) return fault;
        Balancing = test;
        return Take(RequestStep.Weigh, RequestEventKind.Weighed, now);
    }

    /// <summary>An officer grants it, with a letter that says what is done.</summary>
    public Result Grant(DecisionLetter letter, Actor by, DateTimeOffset now) =>
        ByOfficer(RequestStep.Grant, [DecisionPart.Everything], letter, by, now);

    /// <summary>An objection to direct marketing, and to nothing else, is granted at once: there is nothing to weigh, so nobody waits for an officer.</summary>
    /// <param name="letter">The letter as the person gets it.</param>
    /// <param name="marketing">Identifiers of the activities that are direct marketing.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="OfficerMissing"/> where an officer has to look.</returns>
    /// <remarks>GDPR 21(3); policy 7.7. Only a grant is ever given without an officer (GDPR 22).</remarks>
    public Result GrantAtOnce(DecisionLetter letter, IReadOnlyCollection<string> marketing, DateTimeOffset now)
    {
        if (WhyNot(RequestStep.Grant) is { } problem) return problem;
        if (Kind != RequestKind.Objection || !Details.DirectMarketing || !Scope.IsWithin(marketing)) return new OfficerMissing();
        return Answer(RequestStep.Grant, [DecisionPart.Everything], letter, Actor.Portal, Role.Portal, now);
    }

    /// <summary>An officer refuses all of it. The letter must hold the reasons, the right to complain and the way to court; a late one says that it is late.</summary>
    /// <param name="reasons">The ground and the facts.</param>
    /// <param name="letter">The letter as the person gets it.</param>
    /// <param name="law">What the law asks the letter to name, and what the portal knows of earlier requests.</param>
    /// <param name="by">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <remarks>Rules M1, M2 and T7; GDPR 12(4), 22.</remarks>
    public Result Refuse(RefusalReasons reasons, DecisionLetter letter, RefusalLaw law, Actor by, DateTimeOffset now) =>
        RefuseParts(RequestStep.Refuse, [DecisionPart.Everything with { Refused = reasons }], letter, law, by, now);

    /// <summary>An officer decides part by part, in one letter; what the law asks of a refusal it asks of each refused part.</summary>
    /// <param name="parts">A verdict for each part of the scope, each once; or one for everything.</param>
    /// <param name="letter">The letter as the person gets it.</param>
    /// <param name="law">What the law asks the letter to name, and what the portal knows of earlier requests.</param>
    /// <param name="by">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <remarks>Where the request names nothing, the parts are what the officer found: activities, or kinds of record.</remarks>
    public Result Decide(IReadOnlyList<DecisionPart> parts, DecisionLetter letter, RefusalLaw law, Actor by, DateTimeOffset now)
    {
        // Each of the three ways to decide starts where the others do.
        if (WhyNot(RequestStep.Grant) is { } problem) return problem;
        if (parts.Count == 0) return new PartsMissing();
        if (!FitScope(parts)) return new PartsDoNotFit();
        var step = DecisionPart.OutcomeOf(parts).Step();
        return step == RequestStep.Grant ? Grant(letter, by, now) : RefuseParts(step, parts, letter, law, by, now);
    }

    private bool FitScope(IReadOnlyList<DecisionPart> parts)
    {
        var named = parts.Select(part => (part.Activity, part.Row)).ToHashSet();
        if (named.Contains((null, null))) return parts.Count == 1;
        if (named.Count != parts.Count) return false;
        // Who grants a few uses of everything has not said what becomes of the others.
        if (Scope.IsEverything) return parts.Any(part => !part.IsGranted);
        return named.SetEquals(DecisionPart.Of(Scope).Select(part => (part.Activity, part.Row)));
    }

    private Result RefuseParts(
        RequestStep step, IReadOnlyList<DecisionPart> parts, DecisionLetter letter, RefusalLaw law, Actor by, DateTimeOffset now)
    {
        if (WhyNot(step) is { } problem) return problem;
        if (parts.Select(part => part.Refused).OfType<RefusalReasons>().Select(reasons => Fault(reasons, letter, law)).FirstOrDefault(fault => fault is not null) is { } wrong)
        {
            return wrong;
        }
        if (!letter.Says(LetterPart.Complaint, law.Authority)) return new AuthorityMissing();
        if (!letter.Says(LetterPart.Court)) return new CourtMissing();
        return ByOfficer(step, parts, letter, by, now);
    }

    private Problem? Fault(RefusalReasons reasons, DecisionLetter letter, RefusalLaw law)
    {
        if (Kind == RequestKind.Unsorted) return new RequestUnsorted();
        if (RefusalGrounds.ArticleOf(reasons.Ground, Kind) is null) return new GroundDoesNotFit();
        if (reasons.Ground == RefusalGround.Excessive && !Repetition.CanBeExcessive(ReceivedOn!.Value, law.EarlierAnswered)) return new NotExcessive();
        if (reasons.Ground == RefusalGround.CompellingGrounds && Balancing is not { ControllerPrevails: true }) return new BalancingMissing();
        var words = reasons.Words.Trim();
        if (words.Length > MaxWords) return new WordsTooLong(MaxWords);
        return words.Length == 0 || !letter.Says(LetterPart.Reasons, words) ? new ReasonsMissing() : null;
    }

    private Result ByOfficer(RequestStep step, IReadOnlyList<DecisionPart> parts, DecisionLetter letter, Actor by, DateTimeOffset now)
    {
        if (WhyNot(step) is { } problem) return problem;
        if (!by.Roles.Contains(Role.Officer)) return new OfficerMissing();
        return Answer(step, parts, letter, by, Role.Officer, now);
    }

    private Result Answer(RequestStep step, IReadOnlyList<DecisionPart> parts, DecisionLetter letter, Actor by, Role role, DateTimeOffset now)
    {
        if (Kind == RequestKind.Unsorted) return new RequestUnsorted();
        if (!letter.Says(LetterPart.Decision)) return new DecisionMissing();
        if (letter.Text.Length > DecisionLetter.MaxText) return new ValueTooLong(DecisionLetter.MaxText);
        var outcome = DecisionPart.OutcomeOf(parts);
        // Whoever announced a fee waits for the answer before any work; refusing is possible all the same.
        if (WaitsForFee && outcome != Cases.Outcome.Refused) return new FeeUnanswered();
        var late = IsLateOn(BrusselsTime.DateOf(now), outcome);
        if (late && !letter.Says(LetterPart.Late)) return new LateNoticeMissing();
        (Outcome, Parts, Letter, DecidedAt, DecidedOn, DecidedBy, AnsweredLate) = (outcome, parts, letter, now, BrusselsTime.DateOf(now), by.Id, late);
        Ground = parts.Select(part => part.Refused?.Ground).FirstOrDefault(ground => ground is not null);
        EndPause(now);
        Move(RequestTransitions.Next(Status, step).Value, now);
        Happened(outcome.Event(), role, now);
        if (late && BreachNotedAt is null) Happened(RequestEventKind.TermBreached, Role.Portal, now);
        return Result.Ok;
    }

    /// <summary>Whether an answer on this day breaches the term: a refusal, also of a part, has to come within the first one.</summary>
    /// <remarks>Rule T7; GDPR 12(4).</remarks>
    public bool IsLateOn(DateOnly day, Outcome outcome) =>
        outcome == Cases.Outcome.Granted ? Deadline!.IsBreachedOn(day) : Deadline!.IsRefusalLateOn(day);
}

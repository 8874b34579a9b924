namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>A draft cannot be decided.</summary>
public sealed record RequestNotSubmitted() : Problem("request.not-submitted");

/// <summary>A request that was sent cannot be written on or sent again.</summary>
public sealed record RequestAlreadySubmitted() : Problem("request.already-submitted");

/// <summary>A request is answered once.</summary>
public sealed record RequestAlreadyAnswered() : Problem("request.already-answered");

/// <summary>The person withdrew the request.</summary>
public sealed record RequestTakenBack() : Problem("request.taken-back");

/// <summary>Nobody said what is asked.</summary>
public sealed record KindMissing() : Problem("request.kind-missing");

/// <summary>This kind of request says nothing without words.</summary>
public sealed record WordsMissing() : Problem("request.words-missing");

/// <summary>The words are longer than the portal keeps.</summary>
/// <param name="Limit">Characters that fit.</param>
public sealed record WordsTooLong(int Limit) : Problem("request.words-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>The scope names an activity the register does not have, or one that is switched off.</summary>
public sealed record UnknownActivity() : Problem("request.unknown-activity");

/// <summary>The scope names a dataset or a record that the data map or the person does not have.</summary>
public sealed record UnknownRecord() : Problem("request.unknown-record");

/// <summary>The scope names more than the portal keeps.</summary>
/// <param name="Limit">Records and activities that fit.</param>
public sealed record ScopeTooLarge(int Limit) : Problem("request.scope-too-large")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>A decision is taken by a human officer, never by the portal.</summary>
/// <remarks>GDPR 22.</remarks>
public sealed record OfficerMissing() : Problem("decision.officer-missing");

/// <summary>A refusal needs reasons in words (rule M2; GDPR 12(4)).</summary>
public sealed record ReasonsMissing() : Problem("decision.reasons-missing");

/// <summary>A refusal needs a ground in the law.</summary>
public sealed record GroundMissing() : Problem("decision.ground-missing");

/// <summary>This ground is none for this kind of request.</summary>
public sealed record GroundDoesNotFit() : Problem("decision.ground-does-not-fit");

/// <summary>The letter does not say with whom the person can complain (rule M2; GDPR 12(4)).</summary>
public sealed record AuthorityMissing() : Problem("decision.authority-missing");

/// <summary>The letter does not say that the person can go to court (rule M2; GDPR 12(4)).</summary>
public sealed record CourtMissing() : Problem("decision.court-missing");

/// <summary>The answer comes after the last legal day and the letter does not say so (rule T7).</summary>
public sealed record LateNoticeMissing() : Problem("decision.late-notice-missing");

/// <summary>The letter does not say what was decided.</summary>
public sealed record DecisionMissing() : Problem("decision.missing");

/// <summary>Nobody is asked anything: there is nothing to wait for.</summary>
public sealed record NotWaiting() : Problem("request.not-waiting");

/// <summary>Nobody has said of which kind it is: it cannot be decided yet.</summary>
public sealed record RequestUnsorted() : Problem("request.unsorted");

/// <summary>A kind that was given is not given again by sorting.</summary>
public sealed record RequestAlreadySorted() : Problem("request.already-sorted");

/// <summary>A letter does not arrive in the future.</summary>
public sealed record ArrivalInFuture() : Problem("request.arrival-in-future");

/// <summary>What is sent on the portal is not entered by an officer.</summary>
public sealed record ChannelDoesNotFit() : Problem("request.channel-does-not-fit");

/// <summary>An arrival so long ago is a slip of the pen.</summary>
/// <param name="Years">Years back that can be entered.</param>
public sealed record ArrivalTooOld(int Years) : Problem("request.arrival-too-old")
{
    /// <inheritdoc />
    public override object[] Arguments => [Years];
}

/// <summary>More values than one request corrects.</summary>
/// <param name="Limit">Values that fit.</param>
public sealed record TooManyCorrections(int Limit) : Problem("request.too-many-corrections")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>A value or a text is longer than the portal keeps.</summary>
/// <param name="Limit">Characters that fit.</param>
public sealed record ValueTooLong(int Limit) : Problem("request.value-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>One value is corrected once.</summary>
public sealed record CorrectedTwice() : Problem("request.corrected-twice");

/// <summary>The data map knows no such field of the record.</summary>
public sealed record UnknownField() : Problem("request.unknown-field");

/// <summary>The data map does not let this field be corrected; what is wrong with it is said in words.</summary>
public sealed record FieldNotRectifiable() : Problem("request.field-not-rectifiable");

/// <summary>The earlier request is no request of the person.</summary>
public sealed record UnknownRequest() : Problem("request.unknown-request");

/// <summary>An objection to direct marketing is granted at once, so it speaks of nothing that has to be weighed.</summary>
public sealed record MarketingStandsAlone() : Problem("request.marketing-stands-alone");

/// <summary>A message says something.</summary>
public sealed record MessageEmpty() : Problem("message.empty");

/// <summary>A message is longer than the portal keeps.</summary>
/// <param name="Limit">Characters that fit.</param>
public sealed record MessageTooLong(int Limit) : Problem("message.too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>More time needs a reason in words that the person reads (rule T5).</summary>
public sealed record ExtensionReasonMissing() : Problem("request.extension-reason-missing");

/// <summary>An identity is asked about only with a doubt in words (rule I1; GDPR 12(6)).</summary>
public sealed record DoubtMissing() : Problem("identity.doubt-missing");

/// <summary>The doubt, or the answer, is longer than the portal keeps.</summary>
/// <param name="Limit">Characters that fit.</param>
public sealed record DoubtTooLong(int Limit) : Problem("identity.too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>One question about identity waits already.</summary>
public sealed record QuestionOpen() : Problem("identity.question-open");

/// <summary>The question was answered already.</summary>
public sealed record QuestionAlreadyAnswered() : Problem("identity.already-answered");

/// <summary>There is no answer to judge yet.</summary>
public sealed record QuestionNotAnswered() : Problem("identity.not-answered");

/// <summary>The question was judged, or its time is over.</summary>
public sealed record QuestionAlreadyJudged() : Problem("identity.already-judged");

/// <summary>The answer holds no proof.</summary>
public sealed record ProofMissing() : Problem("identity.proof-missing");

/// <summary>One of the first four boxes of the weighing is empty.</summary>
public sealed record BalancingIncomplete() : Problem("objection.balancing-incomplete");

/// <summary>A weighing has an outcome.</summary>
public sealed record BalancingUndecided() : Problem("objection.balancing-undecided");

/// <summary>The use can go on only for compelling grounds in words (GDPR 21(1)).</summary>
public sealed record CompellingGroundsMissing() : Problem("objection.compelling-grounds-missing");

/// <summary>An objection is not refused before the interests were weighed, and weighed for the controller (GDPR 21(1)).</summary>
public sealed record BalancingMissing() : Problem("objection.balancing-missing");

/// <summary>Only an objection is weighed, and none to direct marketing.</summary>
public sealed record NothingToWeigh() : Problem("objection.nothing-to-weigh");

/// <summary>A decision says something about at least one part.</summary>
public sealed record PartsMissing() : Problem("decision.parts-missing");

/// <summary>A decision speaks of each part of what was asked, once.</summary>
public sealed record PartsDoNotFit() : Problem("decision.parts-do-not-fit");

/// <summary>The letter is no longer the one the officer saw: a new day began, or the register changed.</summary>
public sealed record LetterNotAsShown() : Problem("decision.letter-not-as-shown");

/// <summary>Nobody handles their own request.</summary>
public sealed record OwnCase() : Problem("case.own");

/// <summary>A case is given to privacy officers only.</summary>
public sealed record OfficerUnknown() : Problem("case.officer-unknown");

/// <summary>It cannot be called excessive: no similar request was answered within the year before (rule M1).</summary>
public sealed record NotExcessive() : Problem("decision.not-excessive");

/// <summary>A fee needs the facts in words (rule M1; GDPR 12(5)).</summary>
public sealed record FeeFactsMissing() : Problem("fee.facts-missing");

/// <summary>A fee covers administrative costs.</summary>
/// <param name="Most">The most, in euros.</param>
public sealed record FeeOutOfRange(decimal Most) : Problem("fee.out-of-range")
{
    /// <inheritdoc />
    public override object[] Arguments => [Most];
}

/// <summary>No fee can be asked for this kind of request, or for this ground.</summary>
public sealed record FeeDoesNotFit() : Problem("fee.does-not-fit");

/// <summary>A fee was announced already.</summary>
public sealed record FeeAlreadyQuoted() : Problem("fee.already-quoted");

/// <summary>No fee waits for an answer.</summary>
public sealed record NoFeeToAccept() : Problem("fee.none-to-accept");

/// <summary>The person has not answered the fee yet.</summary>
public sealed record FeeUnanswered() : Problem("fee.unanswered");

/// <summary>A mail that is a case is handled there.</summary>
public sealed record MailIsACase() : Problem("mail.is-a-case");

/// <summary>A view has a name.</summary>
public sealed record ViewNameMissing() : Problem("view.name-missing");

/// <summary>More views than one officer keeps.</summary>
/// <param name="Limit">Views that fit.</param>
public sealed record TooManyViews(int Limit) : Problem("view.too-many")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>Nothing of the queue was chosen.</summary>
public sealed record NothingChosen() : Problem("queue.nothing-chosen");

/// <summary>Only what came by letter, call or mail and wants something corrected has values that an officer names.</summary>
public sealed record CorrectionNotNameable() : Problem("correction.not-nameable");

/// <summary>More was chosen than one page holds.</summary>
/// <param name="Limit">Requests of a page.</param>
public sealed record TooManyChosen(int Limit) : Problem("queue.too-many-chosen")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

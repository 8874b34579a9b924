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

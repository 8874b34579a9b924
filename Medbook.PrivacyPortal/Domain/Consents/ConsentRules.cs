namespace Medbook.PrivacyPortal.Domain.Consents;

/// <summary>What may follow what. A no is never held up; a yes is never assumed.</summary>
/// <remarks>GDPR 7(3), 21; rules C1-C5.</remarks>
public static class ConsentRules
{
    /// <summary>What has to be recorded when somebody decides.</summary>
    /// <param name="kind">What the purpose asks.</param>
    /// <param name="last">The person's last decision about it; null where there is none.</param>
    /// <param name="wanted">What the person decides now.</param>
    /// <returns>The decision as it is called after the last one: a no after a yes is a withdrawal, whichever button said it.</returns>
    public static Result<ConsentDecision> Next(ChoiceKind kind, ConsentDecision? last, ConsentDecision wanted)
    {
        if (KindOf(wanted) != kind) return new NotFound();
        if (wanted == ConsentDecision.Refused && last is ConsentDecision.Given) return ConsentDecision.Withdrawn;
        if (wanted == ConsentDecision.Withdrawn && last is not (ConsentDecision.Given or ConsentDecision.Withdrawn)) return new NoConsentToWithdraw();
        if (wanted == ConsentDecision.ObjectionLifted && last is null) return new NoObjectionToLift();
        return wanted;
    }

    /// <summary>Whether data may be used for the purpose after this decision.</summary>
    public static bool Allows(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Given or ConsentDecision.ObjectionLifted => true,
        ConsentDecision.Refused or ConsentDecision.Withdrawn or ConsentDecision.Objected => false,
    };

    /// <summary>Which kind of choice a decision belongs to.</summary>
    public static ChoiceKind KindOf(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Given or ConsentDecision.Refused or ConsentDecision.Withdrawn => ChoiceKind.Consent,
        ConsentDecision.Objected or ConsentDecision.ObjectionLifted => ChoiceKind.Objection,
    };
}

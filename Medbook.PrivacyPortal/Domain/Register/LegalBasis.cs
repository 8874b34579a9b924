namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>What permits a processing activity.</summary>
/// <remarks>GDPR 6(1)(a)-(f).</remarks>
public enum LegalBasis
{
    /// <summary>6(1)(a): the person consented.</summary>
    Consent,
    /// <summary>6(1)(b): a contract with the person.</summary>
    Contract,
    /// <summary>6(1)(c): the law requires it.</summary>
    LegalObligation,
    /// <summary>6(1)(d): to protect a life.</summary>
    VitalInterests,
    /// <summary>6(1)(e): a task in the public interest.</summary>
    PublicTask,
    /// <summary>6(1)(f): legitimate interests of the controller or somebody else.</summary>
    LegitimateInterest,
}

/// <summary>Where a legal basis stands in the law.</summary>
public static class LegalBasisArticle
{
    /// <summary>The article of the GDPR, for example <c>6(1)(b)</c>.</summary>
    public static string Article(this LegalBasis basis) => basis switch
    {
        LegalBasis.Consent => "6(1)(a)",
        LegalBasis.Contract => "6(1)(b)",
        LegalBasis.LegalObligation => "6(1)(c)",
        LegalBasis.VitalInterests => "6(1)(d)",
        LegalBasis.PublicTask => "6(1)(e)",
        LegalBasis.LegitimateInterest => "6(1)(f)",
    };
}

namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>Why records are held. Stored by name, so names never change.</summary>
/// <remarks>GDPR 17(3).</remarks>
public enum HoldGround
{
    /// <summary>They are needed to make, exercise or defend a legal claim.</summary>
    LegalClaims,
    /// <summary>A law requires Medbook to keep them.</summary>
    LegalObligation,
    /// <summary>A court or an authority ordered to keep them.</summary>
    AuthorityOrder,
}

/// <summary>Where grounds stand in the law.</summary>
public static class HoldGrounds
{
    /// <summary>The article of the GDPR behind a ground.</summary>
    public static string Article(this HoldGround ground) => ground switch
    {
        HoldGround.LegalClaims => "17(3)(e)",
        HoldGround.LegalObligation or HoldGround.AuthorityOrder => "17(3)(b)",
    };
}

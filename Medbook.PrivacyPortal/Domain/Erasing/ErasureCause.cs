using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;

namespace Medbook.PrivacyPortal.Domain.Erasing;

/// <summary>Why a person's data is to be destroyed. Stored by name, so names never change.</summary>
/// <remarks>GDPR 17(1).</remarks>
public enum ErasureCause
{
    /// <summary>A request for erasure was granted, at least in part.</summary>
    RequestGranted,
    /// <summary>An objection was granted, at least in part: what rests on that use alone goes (c).</summary>
    ObjectionUpheld,
    /// <summary>A consent was withdrawn: what rests on it alone goes (b).</summary>
    ConsentWithdrawn,
    /// <summary>The person closes their account here: everything that nothing keeps goes, and the portal's own records of them.</summary>
    AccountClosing,
}

/// <summary>What follows from a cause.</summary>
public static class ErasureCauses
{
    /// <summary>Whether a request caused it: its number names it, and the case of the request shows it.</summary>
    public static bool IsRequest(this ErasureCause cause) => cause is ErasureCause.RequestGranted or ErasureCause.ObjectionUpheld;

    /// <summary>
    /// The basis on which records must rest alone to go; null where others go, too. Who objects to a use, or withdraws a consent, keeps
    /// everything that has another use or another basis.
    /// </summary>
    public static LegalBasis? OnlyOn(this ErasureCause cause) => cause switch
    {
        ErasureCause.ObjectionUpheld => LegalBasis.LegitimateInterest,
        ErasureCause.ConsentWithdrawn => LegalBasis.Consent,
        ErasureCause.RequestGranted or ErasureCause.AccountClosing => null,
    };

    /// <summary>The ground of the law that follows from the cause itself; null where the person named one, or none.</summary>
    public static ErasureGround? Ground(this ErasureCause cause) => cause switch
    {
        ErasureCause.ObjectionUpheld => ErasureGround.Objected,
        ErasureCause.ConsentWithdrawn => ErasureGround.ConsentWithdrawn,
        ErasureCause.RequestGranted or ErasureCause.AccountClosing => null,
    };
}

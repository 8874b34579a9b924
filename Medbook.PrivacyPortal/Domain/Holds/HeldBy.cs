namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>What keeps a record from being destroyed.</summary>
public enum HoldKind
{
    /// <summary>A legal hold.</summary>
    LegalHold,
    /// <summary>An open request of the person that speaks of it.</summary>
    OpenCase,
    /// <summary>Its use is limited, and nobody asked for it to be destroyed: the person may need it.</summary>
    Restriction,
}

/// <summary>One thing that keeps a record from being destroyed.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Id">Which hold, request or limit.</param>
/// <param name="Ground">The ground of a hold; null for anything else.</param>
public sealed record HeldBy(HoldKind Kind, Guid Id, HoldGround? Ground = null);

namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>What keeps a record from being destroyed.</summary>
public enum HoldKind
{
    /// <summary>A legal hold.</summary>
    LegalHold,
    /// <summary>An open request of the person that speaks of it.</summary>
    OpenCase,
}

/// <summary>One thing that keeps a record from being destroyed.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Id">Which hold, or which request.</param>
/// <param name="Ground">The ground of a hold; null for a request.</param>
public sealed record HeldBy(HoldKind Kind, Guid Id, HoldGround? Ground = null);

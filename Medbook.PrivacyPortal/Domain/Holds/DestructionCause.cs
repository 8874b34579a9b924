namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>What asks for records to be destroyed.</summary>
/// <param name="IsAsked">Whether the person asks for it; else a period of the register has ended.</param>
/// <param name="Request">The request that asks for it; null where there is none.</param>
public sealed record DestructionCause(bool IsAsked, Guid? Request)
{
    /// <summary>A retention period ended.</summary>
    public static DestructionCause Retention { get; } = new(false, null);

    /// <summary>The person asks, without a request: they close their account, or look at what an erasure would do.</summary>
    public static DestructionCause Person { get; } = new(true, null);

    /// <summary>A request of the person asks.</summary>
    public static DestructionCause RequestOf(Guid request) => new(true, request);
}

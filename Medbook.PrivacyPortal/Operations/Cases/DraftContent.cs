using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>What a person has written so far.</summary>
public sealed record DraftContent(RequestKind Kind, RequestScope Scope, string Words)
{
    /// <summary>What it says beside its words, by kind.</summary>
    public RequestDetails Details { get; init; } = RequestDetails.None;
}

/// <summary>That it was kept.</summary>
/// <param name="Id">The draft.</param>
/// <param name="Revision">What the next save has to name: another device may have written in between.</param>
/// <param name="At">When (UTC).</param>
public sealed record DraftSaved(Guid Id, Guid Revision, DateTimeOffset At);

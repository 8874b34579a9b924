using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Policy;

/// <summary>There is no text in any language.</summary>
public sealed record PolicyTextMissing() : Problem("policy.text-missing");

/// <summary>A text is longer than it may be.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record PolicyTooLong(int Limit) : Problem("policy.too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>The text is the one that is published already.</summary>
public sealed record PolicyUnchanged() : Problem("policy.unchanged");

/// <summary>People are told why their policy changes.</summary>
public sealed record PolicyReasonMissing() : Problem("policy.reason-missing");

/// <summary>The reason is longer than it may be.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record PolicyReasonTooLong(int Limit) : Problem("policy.reason-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>A version counts from a day that is not past, not before the one it follows, and not too far ahead.</summary>
/// <param name="First">First day that can be chosen.</param>
/// <param name="Last">Last one.</param>
public sealed record PolicyDayUnfit(DateOnly First, DateOnly Last) : Problem("policy.day-unfit")
{
    /// <inheritdoc />
    public override object[] Arguments => [LongDate.Of(First), LongDate.Of(Last)];
}

/// <summary>Somebody else saved or published meanwhile: what they wrote is not overwritten.</summary>
public sealed record PolicyDraftChanged() : Problem("policy.draft-changed");

/// <summary>A file is no text: it has bytes that no text has.</summary>
public sealed record PolicyFileUnreadable() : Problem("policy.file-unreadable");

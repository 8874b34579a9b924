namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>Somebody of the team gives the role back before they close their account.</summary>
public sealed record ClosingOfStaff() : Problem("closing.of-staff");

/// <summary>The account is gone, or the closing was undone before.</summary>
public sealed record ClosingOver() : Problem("closing.over");

/// <summary>An officer approved what goes: it cannot be undone any more.</summary>
public sealed record ClosingTooLate() : Problem("closing.too-late");

namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>That an officer looked at a hold and found it still needed.</summary>
/// <param name="By">Account of the officer.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Until">The day of the next look.</param>
/// <param name="Words">Why it is still needed.</param>
public sealed record HoldReview(string By, DateTimeOffset At, DateOnly Until, string Words);

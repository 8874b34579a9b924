namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>What an officer wants held, and why.</summary>
/// <param name="Target">What.</param>
/// <param name="Ground">Why the law lets Medbook keep it; null while nobody chose one.</param>
/// <param name="Authority">Who asks for it, or before whom the matter is: at most <see cref="LegalHold.MaxLine"/> characters.</param>
/// <param name="Reference">What it is about, in words: at most <see cref="LegalHold.MaxWords"/> characters.</param>
/// <param name="ReviewOn">The day in Brussels by which somebody looks whether it is still needed.</param>
public sealed record HoldOrder(HoldTarget Target, HoldGround? Ground, string Authority, string Reference, DateOnly ReviewOn);

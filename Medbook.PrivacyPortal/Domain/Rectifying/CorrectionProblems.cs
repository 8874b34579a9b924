namespace Medbook.PrivacyPortal.Domain.Rectifying;

/// <summary>Only a correction that waits for an officer is decided anew.</summary>
public sealed record CorrectionNotWaiting() : Problem("correction.not-waiting");

/// <summary>The portal cannot write this value.</summary>
/// <param name="Obstacle">Why.</param>
public sealed record CorrectionHindered(CorrectionObstacle Obstacle) : Problem("correction.hindered");

/// <summary>The record does not hold yet what was granted: nobody corrected it, or something else was written.</summary>
public sealed record CorrectionNotThere() : Problem("correction.not-there");

/// <summary>What was granted and is not done needs a reason, which the person reads.</summary>
public sealed record CorrectionWordsMissing() : Problem("correction.words-missing");

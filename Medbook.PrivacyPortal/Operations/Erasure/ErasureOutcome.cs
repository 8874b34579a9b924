using Medbook.PrivacyPortal.Domain.Erasing;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What came of carrying a plan out.</summary>
/// <param name="Steps">What was done, kind of record by kind of record.</param>
/// <param name="Forgotten">The sources that no longer know the person.</param>
/// <param name="Problem">Why it is not whole, as a code; null where nothing that had to go is left.</param>
internal sealed record ErasureOutcome(IReadOnlyList<ErasureStep> Steps, IReadOnlyCollection<string> Forgotten, string? Problem);

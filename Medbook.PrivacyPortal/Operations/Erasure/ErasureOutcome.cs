using Medbook.PrivacyPortal.Domain.Erasing;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What came of carrying a plan out.</summary>
/// <param name="Steps">What was done, kind of record by kind of record.</param>
/// <param name="Forgotten">The sources that no longer know the person; none where it was about everybody.</param>
/// <param name="Problem">Why it is not whole, as a code; null where nothing that had to go is left.</param>
internal sealed record ErasureOutcome(IReadOnlyList<ErasureStep> Steps, IReadOnlyCollection<string> Forgotten, string? Problem)
{
    /// <summary>It is not whole.</summary>
    public static ErasureOutcome Failed(string code) => new([], [], code);

    /// <summary>Whether the files of a source hold no byte of what went; null where its engine cannot promise it, and where nothing went.</summary>
    public bool? BytesGoneFrom(string source) => Steps.FirstOrDefault(step => step.Source == source)?.BytesGone;
}

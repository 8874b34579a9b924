namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>
/// The weighing of an objection. The controller has to show compelling grounds, not the person: where a box is empty, the person's
/// interests weigh more.
/// </summary>
/// <param name="Interest">The legitimate interest that is pursued.</param>
/// <param name="Necessity">Why it cannot be reached with less.</param>
/// <param name="Impact">What it means for this person, in their own situation.</param>
/// <param name="Safeguards">What lessens that.</param>
/// <param name="CompellingGrounds">Why the interest weighs more than the person's; empty where it does not.</param>
/// <param name="ControllerPrevails">The outcome: whether the use goes on.</param>
/// <remarks>GDPR 21(1); policy 7.7 has it the wrong way round.</remarks>
public sealed record BalancingTest(
    string Interest, string Necessity, string Impact, string Safeguards, string CompellingGrounds, bool ControllerPrevails)
{
    /// <summary>Characters of one box.</summary>
    public const int MaxText = 4_000;

    /// <summary>What is missing or too long; null where nothing is.</summary>
    public Problem? Fault =>
        Boxes.Any(box => box.Length > MaxText) ? new ValueTooLong(MaxText)
        : new[] { Interest, Necessity, Impact, Safeguards }.Any(string.IsNullOrWhiteSpace) ? new BalancingIncomplete()
        : ControllerPrevails && string.IsNullOrWhiteSpace(CompellingGrounds) ? new CompellingGroundsMissing()
        : null;

    private IEnumerable<string> Boxes => [Interest, Necessity, Impact, Safeguards, CompellingGrounds];
}

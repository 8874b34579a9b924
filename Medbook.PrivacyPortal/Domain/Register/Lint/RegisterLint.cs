namespace Medbook.PrivacyPortal.Domain.Register.Lint;

/// <summary>Compares text, register, data map, choices and settings.</summary>
/// <remarks>GDPR 5(2), 24, 30.</remarks>
public static class RegisterLint
{
    /// <summary>What does not fit: disagreements first, then gaps, each in the order of the register and the policy.</summary>
    /// <param name="facts">What is compared.</param>
    public static IReadOnlyList<LintFinding> Run(LintFacts facts) =>
    [
        .. ActivityRules.Find(facts).Concat(DataRules.Find(facts)).Concat(RecipientRules.Find(facts)).Concat(TextRules.Find(facts))
            .OrderByDescending(finding => finding.Severity),
    ];
}

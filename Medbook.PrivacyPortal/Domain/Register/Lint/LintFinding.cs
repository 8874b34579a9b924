using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register.Lint;

/// <summary>How bad a finding is.</summary>
public enum LintSeverity
{
    /// <summary>The policy or the register leaves something open: a warning.</summary>
    Gap,
    /// <summary>Two of text, register, data map and settings contradict each other: an error.</summary>
    Disagreement,
}

/// <summary>What the catalogue knows of a finding.</summary>
/// <param name="Code">What is found, as a short name.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Gdpr">Article of the GDPR.</param>
/// <param name="Policy">Article of the policy; null where the finding says it, or it has none.</param>
/// <param name="Sentence">What is found; {0} and {1} are what it is found at.</param>
/// <param name="Mend">What mends it.</param>
public sealed record LintEntry(string Code, LintSeverity Severity, string Gdpr, string? Policy, LocalText Sentence, LocalText Mend);

/// <summary>One finding of the lint.</summary>
/// <param name="Code">What is found.</param>
/// <param name="Of">What it is found at: an activity, a dataset, a recipient; empty for the whole.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Gdpr">Article of the GDPR.</param>
/// <param name="Policy">Article of the policy; null where it has none.</param>
/// <param name="Sentence">What is found.</param>
/// <param name="Mend">What mends it.</param>
public sealed record LintFinding(string Code, string Of, LintSeverity Severity, string Gdpr, string? Policy, LocalText Sentence, LocalText Mend)
{
    /// <summary>Names the finding across runs.</summary>
    public string Key => Of.Length == 0 ? Code : $"{Code}:{Of}";
}

using System.Text.RegularExpressions;
using static Medbook.PrivacyPortal.Domain.Register.Lint.LintCatalogue;

namespace Medbook.PrivacyPortal.Domain.Register.Lint;

/// <summary>What an activity of the register lacks.</summary>
internal static partial class ActivityRules
{
    public static IEnumerable<LintFinding> Find(LintFacts facts)
    {
        foreach (var activity in facts.Register.Activities.Where(activity => activity.IsActive))
        {
            foreach (var finding in Of(activity, facts)) yield return finding;
        }
        foreach (var marketing in facts.Register.Activities.Where(activity => activity.IsMarketing && !IsIn(activity.PolicyArticle, "3")))
        {
            yield return Found("activity-not-listed", marketing.Id, marketing.PolicyArticle, marketing.Title);
        }
        if (facts.Register.Measures.Count == 0) yield return Found("measures-missing", "", null);
    }

    /// <summary>Whether an article stands in another.</summary>
    public static bool IsIn(string article, string other) => article == other || article.StartsWith(other + ".", StringComparison.Ordinal);

    private static IEnumerable<LintFinding> Of(ProcessingActivity activity, LintFacts facts)
    {
        if (activity.Retention.Count == 0) yield return Found("no-retention", activity.Id, null, activity.Title);
        string[] open = [.. activity.Retention.Where(clause => clause.Kind == RetentionKind.CriteriaOnly).Select(clause => clause.PolicyArticle ?? "").Distinct()];
        if (open.Length > 0) yield return Found("no-period", activity.Id, string.Join(", ", open) is { Length: > 0 } articles ? articles : null, activity.Title);
        if (activity.Retention.FirstOrDefault(clause => clause.Kind == RetentionKind.DurationPlusAtLeast) is { } minimum) yield return Found("no-maximum", activity.Id, minimum.PolicyArticle, activity.Title);
        if (activity.Retention.Count > 0 && activity.Retention.All(clause => clause.Kind == RetentionKind.UntilAsked)) yield return Found("unused-accounts", activity.Id, activity.Retention[0].PolicyArticle, activity.Title);
        if (activity.Basis == LegalBasis.LegalObligation && !Citation().IsMatch(activity.BasisText.En)) yield return Found("obligation-not-named", activity.Id, activity.PolicyArticle, activity.Title);
        if (activity.People is null) yield return Found("people-missing", activity.Id, null, activity.Title);
        // A consent that nobody is asked for cannot be withdrawn; data that outlives it makes the withdrawal an empty word.
        var isConsent = activity.Bases.Contains(LegalBasis.Consent);
        if (isConsent && !facts.Consents.Contains(activity.Id)) yield return Found("consent-not-asked", activity.Id, activity.PolicyArticle, activity.Title);
        if (isConsent && !activity.Retention.Any(clause => clause.Kind == RetentionKind.UntilWithdrawn)) yield return Found("consent-outlived", activity.Id, activity.PolicyArticle, activity.Title);
        if (!isConsent && activity.Retention.Any(clause => clause.Kind == RetentionKind.UntilWithdrawn)) yield return Found("withdrawn-without-consent", activity.Id, activity.PolicyArticle, activity.Title);
    }

    // A law is cited by a number: of an article, or of the year it was made.
    [GeneratedRegex(@"\d")]
    private static partial Regex Citation();
}

using System.Text.RegularExpressions;
using static Medbook.PrivacyPortal.Domain.Register.Lint.LintCatalogue;

namespace Medbook.PrivacyPortal.Domain.Register.Lint;

/// <summary>
/// What the official text lacks, or says otherwise than the register. A text is read by its words: where it says a thing in words no pattern
/// knows, an officer accepts the gap with a reason.
/// </summary>
internal static partial class TextRules
{
    private const string LegalForms = "bvba|bv|nv|cv|vzw|sprl|srl|sa|asbl";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static IEnumerable<LintFinding> Find(LintFacts facts) =>
        Gaps.Where(gap => facts.Texts.Count == 0 || facts.Texts.Any(text => Has(gap, text))).Select(gap => Found(gap.Entry))
            .Concat(Forms(facts)).Concat(CookieLink(facts)).Concat(Contacts(facts));

    private static bool Has(KnownGap gap, PublishedText text)
    {
        var words = text.In(gap.Article);
        return gap.Missing is { } mending && !IsMatch(words, mending.In(text.Language)) || gap.Present is { } present && IsMatch(words, present.In(text.Language));
    }

    private static bool IsMatch(string words, string pattern) => Regex.IsMatch(words, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);

    // "Imengine bv" and "IMENGINE bvba" are two companies to whoever reads them.
    private static IEnumerable<LintFinding> Forms(LintFacts facts)
    {
        var name = facts.Register.Controller.LegalName.Split(' ')[0];
        var forms = facts.Texts.SelectMany(text => Regex.Matches(text.In(null), $@"\b{Regex.Escape(name)}\s+({LegalForms})\b", RegexOptions.IgnoreCase, Patience))
            .Select(match => match.Groups[1].Value.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal).ToList();
        if (facts.Texts.Count == 0 || forms.Count > 1) yield return Found("two-legal-forms", "", null, forms.Count > 1 ? string.Join(", ", forms) : "bv, bvba");
    }

    private static IEnumerable<LintFinding> CookieLink(LintFacts facts)
    {
        var isLinked = facts.Texts.Count > 0 && facts.Texts.All(text => text.WordsIn(null).All(words => words.Link is not null || !CookiePolicy().IsMatch(words.Text)));
        if (!isLinked) yield return Found("cookie-policy-not-linked", "", null);
    }

    private static IEnumerable<LintFinding> Contacts(LintFacts facts)
    {
        var own = facts.Register.Controller.Email;
        var named = facts.Texts.SelectMany(text => Address().Matches(text.In(null))).Select(match => match.Value.ToLowerInvariant());
        foreach (var other in named.Concat(facts.Register.Controller.HelpEmail is { } help ? [help.ToLowerInvariant()] : []).Distinct()
            .Where(address => DomainOf(address) != DomainOf(own)))
        {
            yield return Found("contact-differs", other, null, other, own);
        }
        if (facts.Texts.Any(text => !text.In(null).Contains(own, StringComparison.OrdinalIgnoreCase))) yield return Found("text-contact", "", null, own);
    }

    private static string DomainOf(string address) => address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..].ToLowerInvariant();

    [GeneratedRegex(@"cookie (policy|statement|notice)|cookie-?(beleid|verklaring)|(politique|déclaration).{1,25}cookies", RegexOptions.IgnoreCase)]
    private static partial Regex CookiePolicy();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")]
    private static partial Regex Address();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Register.Lint;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Register.Lint;

/// <summary>Each finding is there with its cause, and vanishes, alone, when that is mended.</summary>
public sealed class RegisterLintTests
{
    private static readonly RegisterVersion Shipped = RegisterFile.Shipped();

    private static readonly LintFacts Facts = new(
        Shipped, [],
        [new("clinic", "members", [.. Shipped.Activities.Where(a => !a.DrawsOnOthers).Select(a => a.Id).Where(id => id != "direct-marketing")], new Dictionary<string, LegalBasis>(), Open: RetentionKind.UntilAsked, Months: null)],
        [], ["research"], new Dictionary<string, RecipientChoice> { ["accreditation-committee"] = RecipientChoice.UnlessObjected, ["research-partners"] = RecipientChoice.AfterConsent },
        AlwaysAsksIdentity: false);

    private const string Text = "## 9. Contact\n\n9.1. Write to privacy@medbook.com.";

    [Fact]
    public void Every_known_gap_of_the_policy_is_listed_while_no_text_is_published()
    {
        var found = RegisterLint.Run(Facts);

        Assert.All(found, finding => Assert.Equal(LintSeverity.Gap, finding.Severity));
        Assert.Equal(
            [
                "access-scope", "activity-not-listed:direct-marketing", "automated-decisions", "balancing", "card-copy",
                "contact-differs:helpdesk@medbook.be", "cookie-policy-not-linked", "data-required", "erasure-exceptions", "erasure-grounds", "extension",
                "inconvenience", "judicial-remedy", "no-maximum:business-administration", "no-maximum:contracting", "no-period:communication",
                "no-period:device-experience", "no-period:usage-experience", "obligation-not-named:fraud-prevention",
                "recipient-not-listed:transaction-partner", "transfer-not-listed:acquirer", "transfer-without-safeguard:acquirer", "two-legal-forms",
                "unused-accounts:account",
            ],
            found.Select(finding => finding.Key).Order(StringComparer.Ordinal));
        Assert.All(found, finding => Assert.True(finding.Sentence.IsWhole && finding.Mend.IsWhole && finding.Gdpr.Length > 0));
        Assert.All(found, finding => Assert.DoesNotContain("{", finding.Sentence.Fr + finding.Mend.Nl, StringComparison.Ordinal));
    }

    // What the lint proposes to write is what it looks for.
    [Fact]
    public void The_words_that_are_proposed_mend_the_gap_in_each_language() =>
        Assert.All(LintCatalogue.Gaps.Where(gap => gap.Missing is not null && gap.Entry.Mend.En.Contains('“', StringComparison.Ordinal)), gap =>
            Assert.All(PortalCultures.All, culture => Assert.Matches(new Regex(gap.Missing!.In(culture), RegexOptions.IgnoreCase), gap.Entry.Mend.In(culture))));

    [Fact]
    public void A_text_that_names_another_contact_than_the_register_contradicts_it() =>
        AssertVanishes("text-contact",
            Facts with { Texts = [English(Text.Replace("privacy@medbook.com", "post@medbook.com", StringComparison.Ordinal))] }, Facts with { Texts = [English(Text)] });

    public static TheoryData<string, Func<LintFacts, LintFacts>> Mended() => new()
    {
        { "no-period:communication", Activity("communication", a => a with { Retention = [Clause(24)] }) },
        { "no-maximum:contracting", Activity("contracting", a => a with { Retention = [Clause(120)] }) },
        { "unused-accounts:account", Activity("account", a => a with { Retention = [.. a.Retention, Clause(36)] }) },
        { "obligation-not-named:fraud-prevention", Activity("fraud-prevention", a => a with { BasisText = new("Law of 18 September 2017.", "Wet van 18 september 2017.", "Loi du 18 septembre 2017.") }) },
        { "activity-not-listed:direct-marketing", Activity("direct-marketing", a => a with { PolicyArticle = "3.5" }) },
        { "recipient-not-listed:transaction-partner", facts => With(facts, r => r with { Recipients = [.. r.Recipients.Select(one => one.Id == "transaction-partner" ? one with { PolicyArticle = "4.1" } : one)] }) },
        { "transfer-without-safeguard:acquirer", Acquirer(t => t with { Safeguard = TransferSafeguard.StandardClauses }) },
        { "transfer-not-listed:acquirer", Acquirer(t => t with { PolicyArticle = "4.2" }) },
        { "contact-differs:helpdesk@medbook.be", facts => With(facts, r => r with { Controller = r.Controller with { HelpEmail = "help@medbook.com" } }) },
    };

    [Theory]
    [MemberData(nameof(Mended))]
    public void A_gap_of_the_register_vanishes_alone_when_it_is_mended(string key, Func<LintFacts, LintFacts> mend) => AssertVanishes(key, Facts, mend(Facts));

    public static TheoryData<string, Func<LintFacts, LintFacts>> Broken() => new()
    {
        { "data-without-activity:clinic/bees", facts => facts with { Data = [.. facts.Data, Data("bees", "beekeeping")] } },
        { "data-before-activity:clinic/bees", facts => facts with { Coming = [WithBees(new DateOnly(2027, 2, 1)), WithBees(new DateOnly(2027, 3, 1))], Data = [.. facts.Data, Data("bees", "beekeeping")] } },
        { "data-of-ended-activity:clinic/bees", facts => facts with { Data = [.. facts.Data, Data("bees", "direct-marketing")] } },
        { "activity-without-data:helpdesk", facts => facts with { Data = [.. facts.Data.Select(data => data with { Activities = [.. data.Activities.Where(id => id != "helpdesk")] })] } },
        { "basis-unknown:clinic/bees", facts => facts with { Data = [.. facts.Data, Data("bees", "account") with { Bases = new Dictionary<string, LegalBasis> { ["account"] = LegalBasis.PublicTask } }] } },
        { "kept-longer:clinic/bees", facts => facts with { Data = [.. facts.Data, Data("bees", "site-security") with { Months = 13 }] } },
        { "kept-without-end:clinic/bees", facts => facts with { Data = [.. facts.Data, Data("bees", "site-security") with { Open = RetentionKind.UntilAsked }] } },
        // Accounts are kept until somebody asks; what nobody's asking ends is not promised by that.
        { "kept-without-end:clinic/hens", facts => facts with { Data = [.. facts.Data, Data("hens", "portal-security") with { Open = RetentionKind.CriteriaOnly }] } },
        { "end-not-carried-out:clinic", facts => facts with { Data = [.. facts.Data, Data("bees", "account") with { IsCarriedOut = false }, Data("hens", "account") with { IsCarriedOut = false }] } },
        { "identity-always", facts => facts with { AlwaysAsksIdentity = true } },
        { "no-retention:helpdesk", Activity("helpdesk", a => a with { Retention = [] }) },
        { "people-missing:helpdesk", Activity("helpdesk", a => a with { People = null }) },
        { "consent-outlived:research", Activity("research", a => a with { Retention = [Clause(24)] }) },
        { "consent-not-asked:research", facts => facts with { Consents = [] } },
        { "withdrawn-without-consent:helpdesk", Activity("helpdesk", a => a with { Retention = [Clause(24) with { Kind = RetentionKind.UntilWithdrawn }] }) },
        { "recipient-without-choice:accreditation-committee", facts => With(facts, r => r with { Recipients = [.. r.Recipients.Select(one => one.Id == "accreditation-committee" ? one with { Choice = RecipientChoice.None } : one)] }) },
        { "choice-not-offered:employer", facts => With(facts, r => r with { Recipients = [.. r.Recipients.Select(one => one.Id == "employer" ? one with { Choice = RecipientChoice.AfterConsent } : one)] }) },
        { "recipient-unknown:helpdesk", Activity("helpdesk", a => a with { Recipients = ["bees"] }) },
        { "measures-missing", facts => With(facts, r => r with { Measures = [] }) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_broken_is_found_and_nothing_else(string key, Func<LintFacts, LintFacts> spoil) => AssertVanishes(key, spoil(Facts), Facts);

    [Fact]
    public void Data_of_an_activity_that_comes_names_the_day_it_comes_in_each_language()
    {
        var found = RegisterLint.Run(Facts with { Coming = [WithBees(new DateOnly(2027, 2, 1))], Data = [Data("bees", "beekeeping")] })
            .Single(finding => finding.Code == "data-before-activity").Sentence;

        Assert.Contains("1 February 2027", found.En, StringComparison.Ordinal);
        Assert.Contains("1 februari 2027", found.Nl, StringComparison.Ordinal);
        Assert.Contains("1 février 2027", found.Fr, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_ends_when_it_is_promised_is_no_finding()
    {
        var facts = Facts with { Data = [.. Facts.Data, Data("bees", "site-security") with { Months = 12 }, Data("hens", "site-security", "account") with { Months = 99 }, Data("cows", "portal-security") with { Open = RetentionKind.UntilAsked }] };
        Assert.Equal(Keys(Facts), Keys(facts));
    }

    [Fact]
    public void Every_finding_of_the_catalogue_can_be_found()
    {
        var seen = Mended().Concat(Broken()).Select(row => ((string)row[0]).Split(':')[0]).ToHashSet();
        seen.UnionWith(["two-legal-forms", "cookie-policy-not-linked", "text-contact"]);
        Assert.Equal(LintCatalogue.Findings.Keys.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private static void AssertVanishes(string key, LintFacts broken, LintFacts mended)
    {
        Assert.Equal([key], Keys(broken).Except(Keys(mended)));
        Assert.Empty(Keys(mended).Except(Keys(broken)));
    }

    private static HashSet<string> Keys(LintFacts facts) => [.. RegisterLint.Run(facts).Select(finding => finding.Key)];

    private static PublishedText English(string text) => new(CultureInfo.GetCultureInfo("en-GB"), PolicyMarkdown.Read(text));

    private static RetentionClause Clause(int months) => new() { Kind = RetentionKind.PeriodAfterAnchor, Months = months, Text = new("T", "T", "T") };

    private static MappedData Data(string dataset, params string[] activities) => new("clinic", dataset, activities, new Dictionary<string, LegalBasis>(), Open: null, Months: null);

    private static RegisterVersion WithBees(DateOnly from) =>
        Shipped with { EffectiveFrom = from, Activities = [.. Shipped.Activities, Shipped.Find("helpdesk")! with { Id = "beekeeping" }] };

    private static LintFacts With(LintFacts facts, Func<RegisterVersion, RegisterVersion> change) => facts with { Register = change(facts.Register) };

    private static Func<LintFacts, LintFacts> Activity(string id, Func<ProcessingActivity, ProcessingActivity> change) =>
        facts => With(facts, r => r with { Activities = [.. r.Activities.Select(a => a.Id == id ? change(a) : a)] });

    private static Func<LintFacts, LintFacts> Acquirer(Func<Transfer, Transfer> change) =>
        facts => With(facts, r => r with { Transfers = [.. r.Transfers.Select(t => t.Id == "acquirer" ? change(t) : t)] });
}

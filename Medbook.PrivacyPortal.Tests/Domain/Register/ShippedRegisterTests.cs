using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Register;

public sealed partial class ShippedRegisterTests
{
    private static readonly RegisterVersion Shipped = RegisterFile.Shipped();

    [Fact]
    public void It_holds_the_twelve_activities_of_the_policy_and_the_portals_own_four()
    {
        Assert.Equal(
            ["site-security", "account", "device-experience", "usage-experience", "research", "contracting", "business-administration",
             "communication", "helpdesk", "fraud-prevention", "legal-defence", "corporate-transaction"],
            Shipped.Activities.Where(activity => !activity.IsPortals).Select(activity => activity.Id));
        Assert.Equal(
            ["rights-requests", "consent-proof", "portal-security", "direct-marketing"],
            Shipped.Activities.Where(activity => activity.IsPortals).Select(activity => activity.Id));
    }

    [Theory]
    [InlineData("site-security", LegalBasis.LegitimateInterest)]
    [InlineData("account", LegalBasis.Contract)]
    [InlineData("device-experience", LegalBasis.LegitimateInterest)]
    [InlineData("usage-experience", LegalBasis.LegitimateInterest)]
    [InlineData("research", LegalBasis.Consent)]
    [InlineData("contracting", LegalBasis.Contract)]
    [InlineData("business-administration", LegalBasis.LegitimateInterest)]
    [InlineData("communication", LegalBasis.LegitimateInterest)]
    [InlineData("helpdesk", LegalBasis.LegitimateInterest)]
    [InlineData("fraud-prevention", LegalBasis.LegalObligation)]
    [InlineData("legal-defence", LegalBasis.LegitimateInterest)]
    [InlineData("corporate-transaction", LegalBasis.LegitimateInterest)]
    [InlineData("rights-requests", LegalBasis.LegalObligation)]
    [InlineData("consent-proof", LegalBasis.LegalObligation)]
    [InlineData("portal-security", LegalBasis.LegitimateInterest)]
    public void Each_activity_rests_on_the_basis_of_the_policy(string activity, LegalBasis basis) =>
        Assert.Equal(basis, Shipped.Find(activity)!.Basis);

    [Fact]
    public void Contracting_rests_on_a_legitimate_interest_for_an_organisation()
    {
        var contracting = Shipped.Find("contracting")!;

        Assert.Equal([LegalBasis.Contract, LegalBasis.LegitimateInterest], contracting.Bases);
        Assert.StartsWith("Where you act for an organisation", contracting.TextOf(LegalBasis.LegitimateInterest).En);
        Assert.Equal(contracting.BasisText, contracting.TextOf(LegalBasis.Contract));
    }

    [Fact]
    public void Periods_are_those_of_the_policy()
    {
        Assert.Equal([(RetentionKind.PeriodAfterAnchor, 12, "5.4")], Periods("site-security"));
        Assert.Equal([(RetentionKind.UntilAsked, null, "5.3")], Periods("account"));
        Assert.Equal([(RetentionKind.UntilWithdrawn, null, "5.1")], Periods("research"));
        Assert.Equal([(RetentionKind.DurationPlusAtLeast, 120, "5.5")], Periods("contracting"));
        Assert.Equal([(RetentionKind.PeriodAfterAnchor, 60, "5.4")], Periods("helpdesk"));
        Assert.Equal([(RetentionKind.CriteriaOnly, null, "5.6"), (RetentionKind.CriteriaOnly, null, "5.4")], Periods("communication"));
        Assert.Equal([(RetentionKind.WithSourceData, null, "5.2")], Periods("legal-defence"));

        static IEnumerable<(RetentionKind, int?, string?)> Periods(string activity) =>
            Shipped.Find(activity)!.Retention.Select(clause => (clause.Kind, clause.Months, clause.PolicyArticle));
    }

    [Fact]
    public void The_portals_own_periods_are_marked_as_a_choice()
    {
        Assert.All(Shipped.Activities.Where(activity => activity.IsPortals), activity => Assert.All(activity.Retention, clause => Assert.True(clause.IsChoice)));
        Assert.All(Shipped.Activities.Where(activity => !activity.IsPortals), activity => Assert.All(activity.Retention, clause => Assert.False(clause.IsChoice)));
    }

    [Fact]
    public void A_rule_without_an_end_is_flagged_to_the_privacy_manager()
    {
        foreach (var activity in Shipped.Activities)
        {
            Assert.Equal(activity.Retention.Any(clause => clause.Kind == RetentionKind.CriteriaOnly), activity.Gaps.Contains(RegisterGap.NoPeriod));
            Assert.Equal(activity.Retention.Any(clause => clause.Kind == RetentionKind.DurationPlusAtLeast), activity.Gaps.Contains(RegisterGap.NoMaximum));
        }
    }

    [Fact]
    public void Months_stand_where_the_rule_counts_them_and_nowhere_else() =>
        Assert.All(Shipped.Activities.SelectMany(activity => activity.Retention), clause =>
            Assert.Equal(clause.Kind is RetentionKind.PeriodAfterAnchor or RetentionKind.DurationPlusAtLeast, clause.Months > 0));

    [Fact]
    public void Activities_without_data_of_their_own_draw_on_those_that_have()
    {
        Assert.Equal(["account"], Shipped.SourcesOf(Shipped.Find("research")!).Select(activity => activity.Id));
        Assert.Equal(
            ["site-security", "account", "device-experience", "usage-experience", "contracting", "business-administration", "communication", "helpdesk"],
            Shipped.SourcesOf(Shipped.Find("fraud-prevention")!).Select(activity => activity.Id));
        Assert.Empty(Shipped.SourcesOf(Shipped.Find("account")!));
    }

    [Fact]
    public void Every_name_that_is_referred_to_exists_once()
    {
        Assert.Distinct(Shipped.Activities.Select(activity => activity.Id));
        Assert.Distinct(Shipped.Recipients.Select(recipient => recipient.Id));
        foreach (var activity in Shipped.Activities)
        {
            Assert.Equal(activity.Recipients.Count, Shipped.RecipientsOf(activity).Count());
            Assert.All(activity.DrawsOn, id => Assert.True(id == ProcessingActivity.All || Shipped.Find(id) is not null));
            Assert.NotEmpty(activity.Retention);
        }
    }

    [Fact]
    public void The_committee_waits_for_an_objection_and_the_partners_for_consent()
    {
        Assert.Equal(RecipientChoice.UnlessObjected, Shipped.Recipients.Single(recipient => recipient.Id == "accreditation-committee").Choice);
        Assert.Equal(RecipientChoice.AfterConsent, Shipped.Recipients.Single(recipient => recipient.Id == "research-partners").Choice);
    }

    [Fact]
    public void Direct_marketing_is_off() => Assert.Equal(["direct-marketing"], Shipped.Activities.Where(activity => !activity.IsActive).Select(activity => activity.Id));

    [Fact]
    public void Every_text_stands_in_three_languages_in_short_sentences_with_the_marks_of_its_language()
    {
        foreach (var text in Texts())
        {
            Assert.All([text.En, text.Nl, text.Fr], words => Assert.False(string.IsNullOrWhiteSpace(words)));
            Assert.All([text.En, text.Nl, text.Fr], words => Assert.DoesNotContain('\'', words));
            Assert.All([text.En, text.Nl, text.Fr], words => Assert.All(words.Split('.'), sentence => Assert.InRange(sentence.Split(' ').Length, 1, 21)));
            Assert.DoesNotMatch(BareFrenchMark(), text.Fr);
        }
    }

    [Fact]
    public void What_is_written_is_what_is_read_back()
    {
        var json = RegisterFile.Write(Shipped);
        Assert.Equal(json, RegisterFile.Write(RegisterFile.Read(json)));
    }

    [Fact]
    public void A_member_that_is_unknown_is_refused() =>
        Assert.Throws<System.Text.Json.JsonException>(() => RegisterFile.Read(RegisterFile.Write(Shipped).Insert(1, "\"colour\":1,")));

    private static IEnumerable<LocalText> Texts() =>
        Shipped.Texts().Select(text => text.Text)
            .Concat([Shipped.Authority.Name, Shipped.Authority.ShortName, Shipped.Authority.Address, Shipped.Authority.Site, Shipped.Controller.Country]);

    [GeneratedRegex("(?<!\u00a0)[:;?!]")]
    private static partial Regex BareFrenchMark();
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Research;

public sealed class StudyPlanTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, StudyPlan, Problem> Lacking => new()
    {
        { "no title in one language", TestPlans.Whole with { Title = new LocalText("Night shifts", " ", "Gardes de nuit") }, new StudyTitleMissing() },
        { "no goal", TestPlans.Whole with { Goal = new LocalText("", "", "") }, new StudyGoalMissing() },
        { "no partner", TestPlans.Whole with { Partner = " " }, new StudyPartnerMissing() },
        { "no address", TestPlans.Whole with { PartnerAddress = "institute" }, new StudyPartnerAddressUnfit() },
        { "no approval", TestPlans.Whole with { EthicsReference = "" }, new StudyApprovalMissing() },
        { "no last day", TestPlans.Whole with { Until = null }, new StudyPeriodMissing() },
        { "one day only", TestPlans.Whole with { Until = TestPlans.Whole.From }, new StudyPeriodUnfit() },
        { "over", TestPlans.Whole with { From = Today.AddDays(-9), Until = Today.AddDays(-1) }, new StudyPeriodOver() },
        { "no field", TestPlans.Whole with { Fields = [] }, new StudyFieldsMissing() },
        { "nothing that tells people apart", TestPlans.Whole with { Fields = [TestPlans.Role] }, new StudyNothingMarked() },
        { "two alike", TestPlans.Whole with { K = 2 }, new StudyTooFewAlike(3) },
        { "most left out", TestPlans.Whole with { MostSuppressed = 51 }, new StudySuppressionUnfit(50) },
    };

    public static TheoryData<string, StudyPlan> AskingForMore => new()
    {
        { "another field", TestPlans.Whole with { Fields = [TestPlans.Born, TestPlans.Role, TestPlans.Postcode] } },
        { "a finer rule", TestPlans.Whole with { Fields = [TestPlans.Born with { Rule = new FieldRule(FieldRuleKind.Year) }, TestPlans.Role] } },
        { "a field that no longer counts among those that tell people apart", TestPlans.Whole with { Fields = [TestPlans.Born with { IsQuasiIdentifier = false }, TestPlans.Role with { IsQuasiIdentifier = true }] } },
        { "another partner", TestPlans.Whole with { Partner = "Somebody else" } },
        { "a longer time", TestPlans.Whole with { Until = new DateOnly(2028, 3, 1) } },
        { "an earlier beginning", TestPlans.Whole with { From = new DateOnly(2026, 2, 28) } },
        { "fewer alike", TestPlans.Whole with { K = 4 } },
    };

    public static TheoryData<string, StudyPlan> OtherWords => new()
    {
        { "title", TestPlans.Whole with { Title = new LocalText("Working at night", "Nachtwerk", "Le travail de nuit") } },
        { "goal", TestPlans.Whole with { Goal = new LocalText("In other words.", "Met andere woorden.", "En d’autres mots.") } },
        { "address of the same partner", TestPlans.Whole with { PartnerAddress = "privacy@institute.example.org" } },
        { "a field that counts now among those that tell people apart", TestPlans.Whole with { Fields = [TestPlans.Born, TestPlans.Role with { IsQuasiIdentifier = true }] } },
        { "a field less", TestPlans.Whole with { Fields = [TestPlans.Born] } },
        { "a shorter time and more alike", TestPlans.Whole with { Until = new DateOnly(2027, 1, 1), K = 10 } },
    };

    [Theory]
    [MemberData(nameof(Lacking))]
    public void What_lacks_something_is_not_put_in_force(string _, StudyPlan plan, Problem lack)
    {
        Assert.Equal([lack], plan.Lacks(Today));
        Assert.Equal(lack, Begun(plan).WhyNotPublished(StudyChange.First, null, Today));
    }

    [Fact]
    public void A_whole_plan_is_put_in_force_as_the_first_version_and_ends_after_its_last_day()
    {
        var study = Begun(TestPlans.Whole);
        Assert.Null(study.WhyNotPublished(StudyChange.First, null, Today));

        var version = study.Publish(StudyChange.First, "officer", Now);

        Assert.Equal((StudyState.Published, 1, TestPlans.Whole), (study.State, version.Version, version.Plan));
        Assert.False(version.IsOver(new DateOnly(2028, 2, 29)));
        Assert.True(version.IsOver(new DateOnly(2028, 3, 1)));
    }

    [Theory]
    [MemberData(nameof(AskingForMore))]
    public void What_asks_for_more_is_material_whatever_it_is_called(string _, StudyPlan plan)
    {
        var (study, version) = Published();
        Assert.True(study.Write(plan).IsOk);

        Assert.IsType<StudyAsksForMore>(study.WhyNotPublished(StudyChange.Rewording, version, Today));
        Assert.Null(study.WhyNotPublished(StudyChange.Material, version, Today));
    }

    [Theory]
    [MemberData(nameof(OtherWords))]
    public void Other_words_and_what_asks_for_less_can_be_a_rewording_or_ask_again(string _, StudyPlan plan)
    {
        var (study, version) = Published();
        Assert.True(study.Write(plan).IsOk);

        Assert.Null(study.WhyNotPublished(StudyChange.Rewording, version, Today));
        Assert.Null(study.WhyNotPublished(StudyChange.Material, version, Today));
    }

    [Fact]
    public void A_first_version_comes_once_and_what_did_not_change_never()
    {
        var (study, version) = Published();
        Assert.IsType<StudyUnchanged>(study.WhyNotPublished(StudyChange.Rewording, version, Today));

        study.Write(TestPlans.Whole with { K = 6 });
        Assert.IsType<ChangedMeanwhile>(study.WhyNotPublished(StudyChange.First, version, Today));
        Assert.IsType<ChangedMeanwhile>(Begun(TestPlans.Whole).WhyNotPublished(StudyChange.Material, null, Today));
    }

    [Fact]
    public void What_was_retired_neither_changes_nor_comes_back()
    {
        var (study, version) = Published();
        Assert.True(study.Retire(Now).IsOk);

        Assert.Equal((StudyState.Retired, Now), (study.State, study.RetiredAt));
        Assert.IsType<StudyRetired>(study.Retire(Now).Problem);
        Assert.IsType<StudyRetired>(study.Write(TestPlans.Whole with { K = 6 }).Problem);
        Assert.IsType<StudyRetired>(study.WhyNotPublished(StudyChange.Material, version, Today));
    }

    [Fact]
    public void Writing_the_same_changes_nothing_and_a_decision_of_a_person_changes_no_plan()
    {
        var study = Begun(TestPlans.Whole);
        var (plan, revision) = (study.PlanRevision, study.Revision);

        study.Write(TestPlans.Whole with { Fields = [TestPlans.Born, TestPlans.Role] });
        Assert.Equal((plan, revision), (study.PlanRevision, study.Revision));

        study.Touch();
        Assert.Equal(plan, study.PlanRevision);
        Assert.NotEqual(revision, study.Revision);
    }

    [Fact]
    public void A_plan_that_is_longer_than_people_read_is_not_kept()
    {
        var study = Begun(new StudyPlan());

        Assert.Equal(new StudyWordsTooLong(StudyPlan.MaxLine), study.Write(TestPlans.Whole with { Partner = new string('x', 201) }).Problem);
        Assert.Equal(new StudyWordsTooLong(StudyPlan.MaxWords), study.Write(TestPlans.Whole with { Goal = new LocalText("", "", new string('x', 1001)) }).Problem);
    }

    [Theory]
    [InlineData(FieldRuleKind.AsIs, 0, true)]
    [InlineData(FieldRuleKind.Year, 1, false)]
    [InlineData(FieldRuleKind.Years, 1, false)]
    [InlineData(FieldRuleKind.Years, 5, true)]
    [InlineData(FieldRuleKind.Band, 0, false)]
    [InlineData(FieldRuleKind.FirstCharacters, 1, true)]
    [InlineData(FieldRuleKind.FirstCharacters, 21, false)]
    public void A_rule_has_the_size_its_kind_needs(FieldRuleKind kind, int size, bool whole) => Assert.Equal(whole, new FieldRule(kind, size).IsWhole);

    private static Study Begun(StudyPlan plan) => Study.Begin(Guid.NewGuid(), plan, "officer", Now);

    private static (Study Study, StudyVersion Version) Published()
    {
        var study = Begun(TestPlans.Whole);
        return (study, study.Publish(StudyChange.First, "officer", Now));
    }
}

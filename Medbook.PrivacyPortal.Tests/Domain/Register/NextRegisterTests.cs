using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Register;

public sealed class NextRegisterTests
{
    private static readonly RegisterVersion Shipped = RegisterFile.Shipped();
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly LocalText Words = new("Bees.", "Bijen.", "Abeilles.");

    private static readonly RegisterNeeds Needs = new(
        ["account", "research"], [("research", LegalBasis.Consent), ("contracting", LegalBasis.LegitimateInterest)],
        new Dictionary<string, RecipientChoice> { ["accreditation-committee"] = RecipientChoice.UnlessObjected });

    [Fact]
    public void What_was_written_becomes_the_next_number_from_its_day_on()
    {
        var next = After(Change("helpdesk", a => a with { Purpose = Words })).Value!;
        Assert.Equal((2, Today, Words), (next.Version, next.EffectiveFrom, next.Find("helpdesk")!.Purpose));
    }

    [Fact]
    public void The_gaps_of_an_activity_follow_from_its_clauses()
    {
        var clause = new RetentionClause { Kind = RetentionKind.PeriodAfterAnchor, Months = 24, Text = Words };
        Assert.Empty(After(Change("communication", a => a with { Retention = [clause] })).Value!.Find("communication")!.Gaps);
        Assert.Equal([RegisterGap.NoPeriod], After(Change("helpdesk", a => a with { Retention = [clause with { Kind = RetentionKind.CriteriaOnly }] })).Value!.Find("helpdesk")!.Gaps);
        // A kind without a period keeps none of its months.
        Assert.Null(After(Change("helpdesk", a => a with { Retention = [clause with { Kind = RetentionKind.CriteriaOnly }] })).Value!.Find("helpdesk")!.Retention[0].Months);
    }

    public static TheoryData<Type, Func<RegisterVersion, RegisterVersion>> Broken() => new()
    {
        { typeof(RegisterUnchanged), register => register },
        { typeof(RegisterTextMissing), register => Change("helpdesk", a => a with { Purpose = Words with { Fr = " " } }) },
        { typeof(RegisterNameUnfit), register => register with { Activities = [.. register.Activities, register.Activities[0] with { Id = "Bees" }] } },
        { typeof(RegisterNameUnfit), register => register with { Activities = [.. register.Activities, register.Activities[0]] } },
        { typeof(RegisterNameGone), register => register with { Activities = [.. register.Activities.Where(a => a.Id != "helpdesk")] } },
        { typeof(RegisterAddressUnfit), register => register with { Controller = register.Controller with { CookiePolicy = "http://example.org/cookies" } } },
        { typeof(RegisterNameUnknown), register => Change("helpdesk", a => a with { Recipients = ["bees"] }) },
        { typeof(RegisterNameUnknown), register => Change("research", a => a with { DrawsOn = ["bees"] }) },
        { typeof(RegisterRetentionMissing), register => Change("helpdesk", a => a with { Retention = [] }) },
        { typeof(RegisterRetentionMissing), register => Change("helpdesk", a => a with { Retention = [a.Retention[0] with { Months = null }] }) },
        { typeof(RegisterActivityNeeded), register => Change("account", a => a with { IsActive = false }) },
        { typeof(RegisterBasisNeeded), register => Change("contracting", a => a with { Otherwise = null }) },
        { typeof(RegisterChoiceNeeded), register => register with { Recipients = [.. register.Recipients.Select(r => r with { Choice = RecipientChoice.None })] } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_version_that_breaks_a_rule_is_refused_with_its_sentence(Type problem, Func<RegisterVersion, RegisterVersion> change) =>
        Assert.IsType(problem, After(change(Shipped)).Problem);

    [Fact]
    public void It_needs_a_reason_and_a_day_that_fits()
    {
        var written = Change("helpdesk", a => a with { Purpose = Words });
        Assert.IsType<RegisterReasonMissing>(After(written, new(" ", Today)).Problem);
        Assert.IsType<RegisterReasonTooLong>(After(written, new(new string('b', NextRegister.MaxReason + 1), Today)).Problem);
        Assert.IsType<RegisterDayUnfit>(After(written, new("Bees.", Today.AddDays(-1))).Problem);
        Assert.IsType<RegisterDayUnfit>(After(written, new("Bees.", Today.AddDays(NextRegister.MostDaysAhead + 1))).Problem);
    }

    [Fact]
    public void A_version_from_before_transfers_and_measures_still_reads()
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(RegisterFile.Write(Shipped))!.AsObject();
        json.Remove("transfers");
        json.Remove("measures");
        foreach (var activity in json["activities"]!.AsArray()) activity!.AsObject().Remove("people");
        json["controller"]!.AsObject().Remove("helpEmail");

        var old = RegisterFile.Read(json.ToJsonString());
        Assert.Empty(old.Transfers);
        Assert.Empty(old.Measures);
        Assert.All(old.Activities, activity => Assert.Null(activity.People));
    }

    [Fact]
    public void The_difference_names_each_part_and_language_and_its_words()
    {
        var after = Change("helpdesk", a => a with { Purpose = a.Purpose with { En = "To solve your riddle." }, IsActive = false });
        var changes = RegisterDifference.Of(Shipped, after, value => value.ToString());

        Assert.Equal([("helpdesk", RegisterPart.Purpose, "en"), ("helpdesk", RegisterPart.State, null)], changes.Select(change => (change.Of, change.Part, change.Language)));
        Assert.Equal("To solve your riddle.", string.Concat(changes[0].Pieces.Where(piece => piece.Fate != PieceFate.Removed).Select(piece => piece.Text)));
    }

    private static Result<RegisterVersion> After(RegisterVersion written, RegisterOrder? order = null) =>
        NextRegister.After(written, Shipped, Needs, order ?? new("Bees.", Today), Today);

    private static RegisterVersion Change(string id, Func<ProcessingActivity, ProcessingActivity> change) =>
        Shipped with { Activities = [.. Shipped.Activities.Select(a => a.Id == id ? change(a) : a)] };
}

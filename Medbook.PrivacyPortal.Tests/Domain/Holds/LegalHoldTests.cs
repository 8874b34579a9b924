using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Holds;

/// <summary>It is Monday 2 March 2026.</summary>
public sealed class LegalHoldTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Actor Officer = TestActors.Officer();
    private static readonly SubjectKey Ada = SubjectKey.New();
    private static readonly HoldOrder Order = new(new HoldTarget(Ada), HoldGround.LegalClaims, " Labour court ", " Case 12/345 ", new(2026, 9, 1));

    [Fact]
    public void A_hold_is_in_force_from_the_moment_it_is_placed()
    {
        var hold = Placed();

        Assert.True(hold.IsInForce);
        Assert.Equal((Order.Target, HoldGround.LegalClaims, "Labour court", "Case 12/345"), (hold.Target, hold.Ground, hold.Authority, hold.Reference));
        Assert.Equal((Officer.Id, Now, new DateOnly(2026, 9, 1)), (hold.PlacedBy, hold.PlacedAt, hold.ReviewOn));
    }

    [Fact]
    public void It_names_a_ground_who_asks_and_what_it_is_about()
    {
        Assert.IsType<HoldTargetMissing>(ProblemOf(Order with { Target = new HoldTarget(null) }));
        Assert.IsType<HoldGroundMissing>(ProblemOf(Order with { Ground = null }));
        Assert.IsType<HoldAuthorityMissing>(ProblemOf(Order with { Authority = " " }));
        Assert.IsType<HoldReferenceMissing>(ProblemOf(Order with { Reference = "\n" }));
        Assert.Equal(new HoldWordsTooLong(LegalHold.MaxLine), ProblemOf(Order with { Authority = new string('a', LegalHold.MaxLine + 1) }));
        Assert.Equal(new HoldWordsTooLong(LegalHold.MaxWords), ProblemOf(Order with { Reference = new string('a', LegalHold.MaxWords + 1) }));
    }

    [Theory]
    [InlineData("2026-03-02", false)]
    [InlineData("2026-03-03", true)]
    [InlineData("2027-03-02", true)]
    [InlineData("2027-03-03", false)]
    public void Somebody_looks_again_after_today_and_within_a_year(string day, bool fits)
    {
        var on = DateOnly.Parse(day);

        Assert.Equal(fits, ProblemOf(Order with { ReviewOn = on }) is null);
        Assert.Equal(fits, Placed().Review(on, "The case runs.", Officer, Now).IsOk);
    }

    [Fact]
    public void Nobody_decides_about_a_hold_on_their_own_data()
    {
        var me = Actor.SignedIn("account-me", Ada, [Role.Member, Role.Officer], confirmed: true, secondFactor: true);

        Assert.IsType<OwnHold>(LegalHold.Place(Guid.NewGuid(), Order, me, Now).Problem);
        Assert.IsType<OwnHold>(Placed().Review(new(2026, 9, 1), "Mine.", me, Now).Problem);
        Assert.IsType<OwnHold>(Placed().Release("Mine.", me, Now).Problem);
    }

    [Fact]
    public void The_team_is_told_once_for_each_day_of_review_and_the_hold_holds_on()
    {
        var hold = Placed();
        Assert.False(hold.HasNoticeOn(new(2026, 8, 31)));
        Assert.True(hold.HasNoticeOn(new(2026, 9, 1)));

        hold.Notice(Now.AddMonths(6));
        Assert.False(hold.HasNoticeOn(new(2026, 9, 2)));
        Assert.True(hold.IsInForce);

        Assert.True(hold.Review(new(2026, 12, 1), "The case runs.", Officer, Now.AddMonths(6)).IsOk);
        Assert.False(hold.HasNoticeOn(new(2026, 11, 30)));
        Assert.True(hold.HasNoticeOn(new(2026, 12, 1)));
    }

    [Fact]
    public void Every_look_that_kept_it_on_stays_with_its_reason()
    {
        var hold = Placed();

        Assert.True(hold.Review(new(2026, 6, 1), " It runs. ", Officer, Now).IsOk);
        Assert.True(hold.Review(new(2026, 8, 1), "It still runs.", Officer, Now.AddDays(1)).IsOk);

        Assert.Equal(
            [new HoldReview(Officer.Id, Now, new(2026, 6, 1), "It runs."), new HoldReview(Officer.Id, Now.AddDays(1), new(2026, 8, 1), "It still runs.")],
            hold.Reviews);
        Assert.Equal(new DateOnly(2026, 8, 1), hold.ReviewOn);
    }

    [Fact]
    public void What_is_released_holds_nothing_and_is_decided_about_no_more()
    {
        var hold = Placed();
        Assert.True(hold.Release(" Judgment of 1 March. ", Officer, Now).IsOk);

        Assert.False(hold.IsInForce);
        Assert.Equal((Officer.Id, Now, new DateOnly(2026, 3, 2), "Judgment of 1 March."), (hold.ReleasedBy, hold.ReleasedAt, hold.ReleasedOn, hold.ReleaseWords));
        Assert.False(hold.HasNoticeOn(new(2027, 1, 1)));
        Assert.IsType<HoldReleased>(hold.Release("Again.", Officer, Now).Problem);
        Assert.IsType<HoldReleased>(hold.Review(new(2026, 9, 1), "Again.", Officer, Now).Problem);
    }

    [Fact]
    public void A_decision_has_a_reason()
    {
        var tooLong = new string('a', LegalHold.MaxWords + 1);

        Assert.IsType<HoldWordsMissing>(Placed().Release(" ", Officer, Now).Problem);
        Assert.IsType<HoldWordsMissing>(Placed().Review(new(2026, 9, 1), "", Officer, Now).Problem);
        Assert.IsType<HoldWordsTooLong>(Placed().Release(tooLong, Officer, Now).Problem);
        Assert.IsType<HoldWordsTooLong>(Placed().Review(new(2026, 9, 1), tooLong, Officer, Now).Problem);
    }

    [Fact]
    public void Every_change_is_another_revision()
    {
        var hold = Placed();
        var revisions = new List<Guid> { hold.Revision };
        hold.Notice(Now);
        revisions.Add(hold.Revision);
        Assert.True(hold.Review(new(2026, 9, 1), "It runs.", Officer, Now).IsOk);
        revisions.Add(hold.Revision);
        Assert.True(hold.Release("It ended.", Officer, Now).IsOk);
        revisions.Add(hold.Revision);

        Assert.Equal(4, revisions.Distinct().Count());
    }

    private static LegalHold Placed() => LegalHold.Place(Guid.NewGuid(), Order, Officer, Now).Value!;

    private static Problem? ProblemOf(HoldOrder order) => LegalHold.Place(Guid.NewGuid(), order, Officer, Now).Problem;
}

using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Retention;

public sealed class RetentionSweepTests
{
    private const int FourEyesFrom = 10;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Actor Officer = TestActors.Officer();
    private static readonly Actor Colleague =
        Actor.SignedIn("account-colleague", SubjectKey.New(), [Role.Member, Role.Officer], confirmed: true, secondFactor: true, session: "session-colleague");

    [Fact]
    public void One_officer_approves_a_small_sweep()
    {
        var sweep = RetentionSweep.Of(Found(9), Today, Now);

        Assert.Null(sweep.Approve(Officer, FourEyesFrom, Now).Problem);

        Assert.Equal((ErasurePlanState.Approved, 9L, true), (sweep.State, sweep.Count, sweep.Open));
        Assert.IsType<SweepUnderWay>(sweep.Propose(Found(1), Today, Now).Problem);
    }

    [Fact]
    public void Two_officers_approve_a_large_one_and_held_records_do_not_make_it_large()
    {
        Assert.Equal(ErasurePlanState.Approved, Approved(RetentionSweep.Of(Found(12, held: 3), Today, Now)).State);
        var large = Approved(RetentionSweep.Of(Found(10), Today, Now));
        Assert.Equal(ErasurePlanState.HalfApproved, large.State);
        Assert.IsType<SecondOfficerMissing>(large.Approve(Officer, FourEyesFrom, Now).Problem);

        Assert.Null(large.Approve(Colleague, FourEyesFrom, Now).Problem);

        Assert.Equal((ErasurePlanState.Approved, Colleague.Id), (large.State, large.SecondBy));
    }

    [Fact]
    public void An_approval_of_other_counts_does_not_count()
    {
        var sweep = Approved(RetentionSweep.Of(Found(10), Today, Now));

        Assert.Null(sweep.Propose(Found(11), Today.AddDays(1), Now).Problem);

        Assert.Equal((ErasurePlanState.Proposed, null, 11L, Today.AddDays(1)), (sweep.State, sweep.ApprovedBy, sweep.Count, sweep.Day));
        Assert.Equal(ErasurePlanState.HalfApproved, Approved(sweep).State);
    }

    [Fact]
    public void Nothing_is_approved_where_nothing_goes_or_a_source_was_not_counted()
    {
        Assert.IsType<NothingDue>(RetentionSweep.Of(Found(3, held: 3), Today, Now).Approve(Officer, FourEyesFrom, Now).Problem);
        Assert.IsType<PlanIncomplete>(RetentionSweep.Of(Found(3) with { Missing = ["clinic"] }, Today, Now).Approve(Officer, FourEyesFrom, Now).Problem);
        Assert.IsType<PlanIncomplete>(RetentionSweep.Of(Found(0) with { Missing = ["clinic"] }, Today, Now).Approve(Officer, FourEyesFrom, Now).Problem);
    }

    [Fact]
    public void Once_it_is_done_the_keys_are_forgotten_and_another_one_may_be_made()
    {
        var sweep = Approved(RetentionSweep.Of(Found(9), Today, Now));
        sweep.Stop("source-Locked", Now);
        Assert.Null(sweep.TryAgain(Officer).Problem);

        sweep.Finish("{}", "signature", Now);

        Assert.Equal((ErasurePlanState.Done, null, 9L), (sweep.State, sweep.Open, sweep.Due));
        Assert.All(sweep.Lines, line => Assert.Empty(line.Samples));
    }

    private static FoundDue Found(long count, long held = 0) => new([new SweepLine("clinic", "logs", new DateOnly(2025, 3, 1), IsDeleted: true, count, held, ["1", "2"])], []);

    private static RetentionSweep Approved(RetentionSweep sweep)
    {
        Assert.Null(sweep.Approve(Officer, FourEyesFrom, Now).Problem);
        return sweep;
    }
}

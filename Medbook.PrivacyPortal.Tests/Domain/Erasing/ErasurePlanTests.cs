using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Tests.Domain.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Erasing;

public sealed class ErasurePlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ScopedRow Visit = new("clinic", "visits", "7");
    private static readonly RequestScope Three = new() { Activities = ["helpdesk", "account"], Rows = [Visit] };
    private static readonly Actor Colleague =
        Actor.SignedIn("account-colleague", SubjectKey.New(), [Role.Member, Role.Officer], confirmed: true, secondFactor: true, session: "session-colleague");
    private static readonly IReadOnlyList<ErasurePlanLine> Lines =
    [
        new("clinic", "visits", ErasureFate.GoesNow, ErasureReason.UntilAsked, 6, null, []),
        new("clinic", "logs", ErasureFate.GoesLater, ErasureReason.PeriodRuns, 3, new DateOnly(2027, 2, 28), []),
        new("clinic", "invoices", ErasureFate.Stays, ErasureReason.LawRequires, 50, null, []),
    ];

    [Fact]
    public void Only_a_granted_request_for_erasure_ends_in_one()
    {
        Assert.IsType<NothingToErase>(ErasurePlan.For(Submitted(), Now).Problem);
        var objection = Submitted(RequestKind.Objection);
        Assert.True(objection.Grant(TestLetters.Complete, Officer, Later).IsOk);
        Assert.IsType<NothingToErase>(ErasurePlan.For(objection, Now).Problem);
        var granted = Answered();

        var plan = ErasurePlan.For(granted, Now).Value!;

        Assert.Equal((granted.Subject, granted.Id, ErasurePlanState.Wanted, granted.DecidedAt!.Value, 0L), (plan.Subject, plan.CausedBy, plan.State, plan.GrantedAt, plan.Count));
        Assert.Equal((ErasureCause.RequestGranted, granted.Id, RequestScope.Everything, null, 1), (plan.Cause, plan.RequestId!.Value, plan.Scope!, plan.Ground, plan.Round));
        Assert.Throws<ArgumentException>(() => ErasurePlan.ScopeOf(Submitted()));
    }

    [Fact]
    public void Only_an_objection_that_was_granted_leads_to_what_rests_on_the_use()
    {
        var security = new RequestScope { Activities = ["site-security"] };
        var objection = Submitted(RequestKind.Objection, security);
        Assert.Throws<ArgumentException>(() => ErasurePlan.AfterObjection(objection, security, Now));
        Assert.True(objection.Grant(TestLetters.Complete, Officer, Later).IsOk);
        Assert.Throws<ArgumentException>(() => ErasurePlan.AfterObjection(objection, RequestScope.Everything, Now));

        var plan = ErasurePlan.AfterObjection(objection, security, Now);

        Assert.Equal((ErasureCause.ObjectionUpheld, ErasureGround.Objected, objection.Id, security), (plan.Cause, plan.Ground!.Value, plan.RequestId!.Value, plan.Scope!));
        Assert.Equal(LegalBasis.LegitimateInterest, plan.Cause.OnlyOn());
        Assert.Equal(DestructionCause.RequestOf(objection.Id), plan.AsksAs);
    }

    [Fact]
    public void What_follows_a_plan_takes_up_its_cause_once_it_is_done()
    {
        var plan = Proposed();
        Assert.Throws<ArgumentException>(() => ErasurePlan.Following(plan, Now));
        plan.Approve(Officer, 1000, Now);
        plan.Finish("{}", "sig", Now);

        var next = ErasurePlan.Following(plan, Now.AddDays(3));

        Assert.Equal((plan.Cause, plan.CausedBy, plan.Subject, plan.Scope, 2, plan.Id), (next.Cause, next.CausedBy, next.Subject, next.Scope, next.Round, next.Follows!.Value));
        Assert.Equal((ErasurePlanState.Wanted, Now.AddDays(3), 0L), (next.State, next.GrantedAt, next.Count));
    }

    [Fact]
    public void It_is_called_off_until_it_is_approved_whole()
    {
        var plan = Proposed();
        Assert.True(plan.Approve(Officer, 1, Now).IsOk);
        Assert.True(plan.CallOff(Now).IsOk);
        Assert.Equal((ErasurePlanState.CalledOff, Now), (plan.State, plan.EndedAt!.Value));
        Assert.IsType<PlanAlreadyApproved>(plan.Approve(Colleague, 1, Now).Problem);
        Assert.IsType<PlanAlreadyApproved>(plan.Propose(Lines, [], Now).Problem);
        var approved = Proposed();
        approved.Approve(Officer, 1000, Now);

        Assert.IsType<PlanAlreadyApproved>(approved.CallOff(Now).Problem);
    }

    [Fact]
    public void What_was_granted_as_a_whole_goes_no_further_than_what_was_asked()
    {
        var request = Submitted(scope: Three);
        Assert.True(request.Grant(TestLetters.Complete, Officer, Later).IsOk);

        Assert.Equal(Three, ErasurePlan.ScopeOf(request));
        Assert.True(ErasurePlan.ScopeOf(Answered()).IsEverything);
    }

    [Fact]
    public void What_was_refused_is_not_in_its_scope()
    {
        var request = Submitted(scope: Three);
        var law = new RefusalReasons(RefusalGround.RequiredByLaw, TestLetters.Why);
        DecisionPart[] parts = [new("helpdesk", null, null), new("account", null, law), new(null, Visit, null)];
        Assert.Null(request.Decide(parts, TestLetters.Complete, new RefusalLaw(TestLetters.Authority, null), Officer, Later).Problem);

        var scope = ErasurePlan.ScopeOf(request);

        Assert.Equal(["helpdesk"], scope.Activities);
        Assert.Equal([Visit], scope.Rows);
    }

    [Fact]
    public void It_is_made_anew_until_somebody_approves_it()
    {
        var plan = Wanted();
        Assert.IsType<PlanMissing>(plan.Approve(Officer, 1000, Now).Problem);
        Assert.True(plan.Propose([], ["clinic"], Now).IsOk);
        Assert.IsType<PlanIncomplete>(plan.Approve(Officer, 1000, Now).Problem);
        var before = plan.Revision;
        Assert.True(plan.Propose(Lines, [], Now.AddHours(1)).IsOk);
        Assert.Equal((9L, Now.AddHours(1)), (plan.Count, plan.MadeAt!.Value));
        Assert.NotEqual(before, plan.Revision);
        Assert.True(plan.Approve(Officer, 1000, Now).IsOk);

        Assert.IsType<PlanAlreadyApproved>(plan.Propose(Lines, [], Now).Problem);
        Assert.IsType<PlanAlreadyApproved>(plan.Approve(Colleague, 1000, Now).Problem);
        Assert.Equal((ErasurePlanState.Approved, Officer.Id, null, Now), (plan.State, plan.ApprovedBy, plan.SecondBy, plan.ApprovedAt!.Value));
    }

    [Theory]
    [InlineData(9, ErasurePlanState.HalfApproved)]
    [InlineData(10, ErasurePlanState.Approved)]
    public void From_a_number_of_records_on_two_officers_approve_it(int from, ErasurePlanState after)
    {
        var plan = Proposed();
        Assert.True(plan.Approve(Officer, from, Now).IsOk);
        Assert.Equal((after, after == ErasurePlanState.Approved), (plan.State, plan.ApprovedAt is not null));
    }

    [Fact]
    public void The_second_officer_is_another_one()
    {
        var plan = Proposed();
        Assert.True(plan.Approve(Officer, 1, Now).IsOk);
        Assert.IsType<SecondOfficerMissing>(plan.Approve(Officer, 1, Now).Problem);
        Assert.IsType<OfficerMissing>(plan.Approve(TestActors.Auditor(), 1, Now).Problem);

        Assert.True(plan.Approve(Colleague, 1, Now).IsOk);
        Assert.Equal((ErasurePlanState.Approved, Officer.Id, Colleague.Id), (plan.State, plan.ApprovedBy, plan.SecondBy));
    }

    [Fact]
    public void It_is_finished_once_and_only_what_stopped_is_tried_again()
    {
        var plan = Proposed();
        Assert.Throws<InvalidOperationException>(() => plan.Finish("{}", "sig", Now));
        Assert.Throws<InvalidOperationException>(() => plan.Stop("source-Locked", Now));
        plan.Approve(Officer, 1000, Now);
        Assert.IsType<PlanNotStopped>(plan.TryAgain(Officer).Problem);
        plan.Stop("source-Locked", Now);
        Assert.Equal((ErasurePlanState.Stopped, "source-Locked", Now), (plan.State, plan.Failure, plan.EndedAt!.Value));
        Assert.IsType<OfficerMissing>(plan.TryAgain(TestActors.Auditor()).Problem);
        Assert.True(plan.TryAgain(Officer).IsOk);
        Assert.Equal((ErasurePlanState.Approved, null, null), (plan.State, plan.Failure, plan.EndedAt));

        plan.Finish("{}", "sig", Now.AddHours(2));

        Assert.Equal((ErasurePlanState.Done, "{}", "sig", Now.AddHours(2)), (plan.State, plan.Certificate, plan.Signature, plan.EndedAt!.Value));
    }

    [Fact]
    public void Two_lines_are_equal_when_they_say_the_same()
    {
        var line = Lines[0] with { Keys = ["1", "2"] };
        Assert.Equal(line, Lines[0] with { Keys = ["1", "2"] });
        Assert.Equal(line.GetHashCode(), (Lines[0] with { Keys = ["1", "2"] }).GetHashCode());
        Assert.NotEqual(line, Lines[0]);
        Assert.NotEqual(Lines[0], Lines[0] with { Count = 7 });
        Assert.False(line.Equals(null));
    }

    private static ErasurePlan Wanted() => ErasurePlan.For(Answered(), Now).Value!;

    private static ErasurePlan Proposed()
    {
        var plan = Wanted();
        plan.Propose(Lines, [], Now);
        return plan;
    }
}

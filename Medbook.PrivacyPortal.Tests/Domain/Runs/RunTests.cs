using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Tests.Domain.Runs;

public sealed class RunTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Run run = Run.Ask(RunKind.MakeCopy, SubjectKey.New(), Guid.NewGuid(), Now);

    [Fact]
    public void A_claim_holds_for_its_lease_and_a_sign_of_life_renews_it()
    {
        run.Claim(Now);
        Assert.Throws<InvalidOperationException>(() => run.Claim(Now + Run.LeaseTime - TimeSpan.FromSeconds(1)));

        run.Beat(new RunProgress(1, 3, 10, 30, "clinic/visits"), Now.AddSeconds(30));

        Assert.Equal((1, 3, 10, 30, "clinic/visits"), (run.Part, run.Parts, run.Records, run.TotalRecords, run.PartLabel));
        Assert.Throws<InvalidOperationException>(() => run.Claim(Now + Run.LeaseTime));
        run.Claim(Now.AddSeconds(30) + Run.LeaseTime);
    }

    [Fact]
    public void Who_takes_over_begins_anew_with_a_higher_fence()
    {
        run.Claim(Now);
        run.Beat(new RunProgress(2, 3, 10, 30, "clinic/visits"), Now);
        var fence = run.Fence;

        run.Claim(Now + Run.LeaseTime);

        Assert.Equal((2, fence + 1), (run.Tries, run.Fence));
        Assert.Equal((0, 0, 0L, 0L, null), (run.Part, run.Parts, run.Records, run.TotalRecords, run.PartLabel));
    }

    [Fact]
    public void A_waiting_run_that_is_called_off_ends_at_once_and_a_running_one_is_asked_to_stop()
    {
        Assert.True(run.Cancel(Now));
        Assert.Equal(RunState.Cancelled, run.State);

        var running = Run.Ask(RunKind.MakeCopy, SubjectKey.New(), Guid.NewGuid(), Now);
        running.Claim(Now);
        var fence = running.Fence;
        Assert.False(running.Cancel(Now));
        Assert.Equal((RunState.Running, true, fence), (running.State, running.CancelAsked, running.Fence));
        running.Stopped(Now);
        Assert.Equal((RunState.Cancelled, fence + 1), (running.State, running.Fence));
    }

    [Fact]
    public void A_try_counts_when_the_worker_died_and_not_when_the_instance_let_go()
    {
        run.Claim(Now);
        run.LetGo();
        Assert.Equal((RunState.Waiting, 0, null), (run.State, run.Tries, run.LeasedUntil));

        var at = Now;
        for (var i = 0; i < Run.MaxTries; i++, at += Run.LeaseTime)
        {
            Assert.False(run.TriesAreSpent);
            run.Claim(at);
        }
        Assert.True(run.TriesAreSpent);
    }

    [Fact]
    public void What_has_ended_ends_no_second_time_and_is_not_claimed()
    {
        run.Claim(Now);
        run.Fail("copy.disk-full", Now);

        Assert.Equal((RunState.Failed, "copy.disk-full", Now), (run.State, run.Failure, run.EndedAt));
        Assert.Throws<InvalidOperationException>(() => run.Done(1, Now));
        Assert.Throws<InvalidOperationException>(() => run.Claim(Now.AddDays(1)));
        Assert.Throws<InvalidOperationException>(() => run.Beat(default, Now));
        Assert.True(run.Cancel(Now));
        Assert.Equal(RunState.Failed, run.State);
    }

    [Fact]
    public void Nobody_lets_go_of_a_run_that_nobody_has()
    {
        var fence = run.Fence;

        Assert.Throws<InvalidOperationException>(run.LetGo);
        Assert.Equal((0, fence), (run.Tries, run.Fence));
    }
}

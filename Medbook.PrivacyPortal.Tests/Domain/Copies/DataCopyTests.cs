using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Tests.Domain.Copies;

public sealed class DataCopyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly DataCopy copy = DataCopy.Ask(SubjectKey.New(), CopyKind.Access, "nl", Now);

    [Fact]
    public void A_copy_is_in_a_language_the_portal_speaks()
    {
        Assert.Equal("nl-BE", copy.Language);
        Assert.Equal("en-GB", DataCopy.Ask(SubjectKey.New(), CopyKind.Access, null, Now).Language);
    }

    [Fact]
    public void A_ready_copy_can_be_downloaded_until_it_expires()
    {
        Ready();

        Assert.Null(copy.WhyNotAt(Now.AddDays(7).AddTicks(-1)));
        Assert.IsType<CopyExpired>(copy.WhyNotAt(Now.AddDays(7)));
        Assert.Throws<InvalidOperationException>(() => copy.Expire(Now.AddDays(7).AddTicks(-1)));
        copy.Expire(Now.AddDays(7));
        Assert.IsType<CopyExpired>(copy.WhyNotAt(Now));
    }

    [Fact]
    public void A_copy_that_is_being_made_is_called_off_and_a_ready_one_is_thrown_away()
    {
        Assert.IsType<CopyNotReady>(copy.Discard(Now).Problem);
        Ready();
        Assert.IsType<CopyAlreadyEnded>(copy.Cancel(Now).Problem);
        Assert.True(copy.Discard(Now).IsOk);
        Assert.IsType<CopyGone>(copy.Discard(Now).Problem);
    }

    [Fact]
    public void What_has_ended_is_not_made_any_more()
    {
        copy.Begin(Guid.NewGuid());
        Assert.True(copy.Cancel(Now).IsOk);

        Assert.Throws<InvalidOperationException>(() => copy.Begin(Guid.NewGuid()));
        Assert.Throws<InvalidOperationException>(Ready);
        Assert.Throws<InvalidOperationException>(() => copy.Fail(CopyFailure.DiskFull, [], Now));
        Assert.Throws<InvalidOperationException>(copy.Wait);
    }

    [Fact]
    public void Each_failure_has_a_problem_of_its_own() =>
        Assert.Equal(Enum.GetValues<CopyFailure>().Length, Enum.GetValues<CopyFailure>().Select(failure => failure.Problem().Code).Distinct().Count());

    [Fact]
    public void A_ready_copy_can_be_read_until_it_expires_and_no_other_can()
    {
        Assert.False(copy.IsReadyAt(Now));
        Ready();

        Assert.True(copy.IsReadyAt(Now.AddDays(7).AddTicks(-1)));
        Assert.False(copy.IsReadyAt(Now.AddDays(7)));
        copy.Lose(Now);
        Assert.False(copy.IsReadyAt(Now));
    }

    [Fact]
    public void Only_a_ready_copy_is_lost_or_expires()
    {
        Assert.Throws<InvalidOperationException>(() => copy.Lose(Now));
        Assert.Throws<InvalidOperationException>(() => copy.Expire(Now.AddDays(8)));
        Ready();
        copy.Lose(Now.AddDays(1));

        Assert.Equal((CopyState.Lost, Now.AddDays(1)), (copy.State, copy.EndedAt));
        Assert.Throws<InvalidOperationException>(() => copy.Lose(Now.AddDays(1)));
    }

    [Theory]
    [InlineData(CopyState.Waiting, typeof(CopyNotReady))]
    [InlineData(CopyState.Making, typeof(CopyNotReady))]
    [InlineData(CopyState.Ready, null)]
    [InlineData(CopyState.Failed, typeof(CopyGone))]
    [InlineData(CopyState.Cancelled, typeof(CopyGone))]
    [InlineData(CopyState.Expired, typeof(CopyExpired))]
    [InlineData(CopyState.Discarded, typeof(CopyGone))]
    [InlineData(CopyState.Lost, typeof(CopyDamaged))]
    public void Each_state_says_why_there_is_nothing_to_download(CopyState state, Type? problem) => Assert.Equal(problem, state.WhyNot()?.GetType());

    [Fact]
    public void A_value_that_is_no_member_is_refused() => Assert.All<Func<object?>>(
        [() => ((CopyState)99).WhyNot(), () => ((CopyFailure)99).Problem()],
        use => Assert.Throws<SwitchExpressionException>(use));

    private void Ready()
    {
        copy.Begin(Guid.NewGuid());
        copy.Ready(new CopyContent(CopyStatus.Complete, 10, 1, [], [], 0), Now, TimeSpan.FromDays(7), Now);
    }
}

using Medbook.PrivacyPortal.Domain.Accounts;

namespace Medbook.PrivacyPortal.Tests.Domain.Accounts;

public sealed class ThrottleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ThrottleRule Rule = new(3, TimeSpan.FromHours(1), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(40));

    private readonly Throttle throttle = Throttle.Of("hash");

    [Fact]
    public void A_key_that_nobody_tried_waits_for_nothing()
    {
        Assert.Equal(("hash", 0, null), (throttle.Key, throttle.Count, throttle.PausedUntil));
        Assert.Null(throttle.Take(Rule, Now));
        Assert.Equal((1, Now.AddHours(1), 1, Now.AddHours(24)), (throttle.Count, throttle.CountUntil, throttle.Fence, throttle.ForgetAt));
    }

    [Fact]
    public void After_the_free_tries_there_is_a_pause_and_a_try_in_it_says_how_long()
    {
        Tries(3, Now);

        Assert.Equal(Now.AddMinutes(15), throttle.PausedUntil);
        var fence = throttle.Fence;
        Assert.Equal(TimeSpan.FromMinutes(5), throttle.Take(Rule, Now.AddMinutes(10)));
        Assert.Equal((fence, Now.AddMinutes(15)), (throttle.Fence, throttle.PausedUntil));
        Assert.Null(throttle.Take(Rule, Now.AddMinutes(15)));
        Assert.Null(throttle.PausedUntil);
    }

    [Fact]
    public void Each_further_pause_is_twice_as_long_up_to_the_longest()
    {
        var at = Now;
        foreach (var minutes in new[] { 15, 30, 40, 40 })
        {
            Tries(3, at);
            Assert.Equal(at.AddMinutes(minutes), throttle.PausedUntil);
            at = throttle.PausedUntil!.Value;
        }
        Assert.Equal(4, throttle.Pauses);
    }

    [Fact]
    public void Pauses_are_forgotten_after_a_day_without_a_try()
    {
        Tries(3, Now);
        Assert.Equal(Now.AddMinutes(15).AddHours(24), throttle.ForgetAt);

        Tries(3, throttle.ForgetAt);

        Assert.Equal((1, Now.AddMinutes(30).AddHours(24)), (throttle.Pauses, throttle.PausedUntil));
    }

    [Fact]
    public void Tries_add_up_only_within_the_window()
    {
        Tries(2, Now);
        Tries(1, Now.AddHours(1));

        Assert.Equal((1, null, Now.AddHours(2)), (throttle.Count, throttle.PausedUntil, throttle.CountUntil));
    }

    [Fact]
    public void A_try_that_succeeded_does_not_count()
    {
        Tries(2, Now);
        throttle.GiveBack();
        Tries(1, Now);
        Assert.Equal((2, null, 4), (throttle.Count, throttle.PausedUntil, throttle.Fence));

        Tries(1, Now);
        throttle.GiveBack();

        Assert.Equal((0, 5, Now.AddMinutes(15)), (throttle.Count, throttle.Fence, throttle.PausedUntil));
    }

    [Fact]
    public void A_hundred_pauses_are_still_the_longest_pause()
    {
        var at = Now;
        for (var i = 0; i < 100; i++, at = throttle.PausedUntil!.Value) Tries(3, at);

        Assert.Equal(TimeSpan.FromMinutes(40), throttle.Take(Rule, at.AddMinutes(-40)));
    }

    private void Tries(int count, DateTimeOffset at)
    {
        for (var i = 0; i < count; i++) Assert.Null(throttle.Take(Rule, at));
    }
}

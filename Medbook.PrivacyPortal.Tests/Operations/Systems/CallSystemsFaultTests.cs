using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Tests.Shell;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

/// <summary>Whatever happens between the portal and a system of Medbook's own, in the end it was called, and what it is told stays with it.</summary>
public sealed class CallSystemsFaultTests() : ChangeTests(Provider.Sqlite)
{
    private readonly LogLines log = new();

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddLogging(logging => logging.AddProvider(log));
    }

    [Fact]
    public async Task What_was_sent_before_the_portal_died_is_sent_again_as_it_was()
    {
        await GiveAsync();
        Crm.SwallowsAnswers = true;
        using var killed = new CancellationTokenSource();
        var calling = CallAsync(killed.Token);
        await Waiting.UntilAsync(() => Task.FromResult(Crm.Taken.Count > 0));
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        Crm.SwallowsAnswers = false;

        Assert.Equal(1, await CallAsync());

        Assert.Equal(2, Crm.Taken.Count);
        Assert.Equal(Crm.Taken[0], Crm.Taken[1]);
    }

    [Fact]
    public async Task What_changes_while_a_call_is_on_its_way_is_called_next()
    {
        await GiveAsync();
        var first = Assert.Single(await CallsAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        Crm.SwallowsAnswers = true;
        using var killed = new CancellationTokenSource();
        var calling = CallAsync(killed.Token);
        await Waiting.UntilAsync(() => Task.FromResult(Crm.Taken.Count > 0));
        await WithdrawAsync();
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        Crm.SwallowsAnswers = false;

        Assert.Equal(1, await CallAsync());

        Assert.Equal(first.Id.ToString(), Crm.Taken[0].Id);
        Assert.NotEqual(Crm.Taken[0].Id, Crm.Taken[1].Id);
        Assert.Equal(Now, Crm.Taken[1].At);
        Assert.Empty(await CallsAsync());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_system_that_does_not_take_it_is_called_again_after_a_while_and_no_redirect_is_followed(int status)
    {
        await GiveAsync();
        Crm.Status = status;
        Assert.Equal(0, await CallAsync());
        Assert.Equal(0, await CallAsync());
        Assert.Equal((1, Now + TimeSpan.FromMinutes(1)), Assert.Single(await CallsAsync()) is var call ? (call.Tries, call.TryAfter) : default);
        Crm.Status = 200;

        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await CallAsync());
        Assert.False(Crm.WasSentElsewhere);
        Assert.Equal(Crm.Taken[0].Body, Crm.Taken[1].Body);
        var line = Assert.Single(log.Lines, line => line.Contains("did not take a call", StringComparison.Ordinal));
        Assert.Equal($"System 'crm' did not take a call: status {status}.", line);
    }

    [Fact]
    public async Task A_later_change_that_is_taken_stands_for_one_that_waits()
    {
        await GiveAsync();
        Crm.Status = 503;
        await CallAsync();
        Crm.Status = 204;
        Clock.Advance(TimeSpan.FromSeconds(10));
        await WithdrawAsync();

        Assert.Equal(1, await CallAsync());

        Assert.Empty(await CallsAsync());
    }

    [Fact]
    public async Task A_system_that_is_gone_is_given_up_after_seven_days_and_its_calls_are_forgotten_after_thirty_more()
    {
        await GiveAsync();
        await Crm.DisposeAsync();
        Clock.Advance(TimeSpan.FromDays(6));
        await CallAsync();
        Assert.Null(Assert.Single(await CallsAsync()).GivenUpAt);
        Clock.Advance(TimeSpan.FromDays(1));

        await CallAsync();

        var call = Assert.Single(await CallsAsync());
        Assert.Equal((2, Now), (call.Tries, call.GivenUpAt));
        Assert.Contains(log.Lines, line => line.Contains("took no call for 7 days: 1 are given up", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("members:1", StringComparison.Ordinal) || line.Contains("ada@example.org", StringComparison.Ordinal));
        await CallAsync();
        Assert.Equal(2, Assert.Single(await CallsAsync()).Tries);

        Clock.Advance(ChangeCall.KeptFor);
        await CallAsync();
        Assert.Empty(await CallsAsync());
    }

    [Fact]
    public async Task Of_two_instances_that_call_at_once_neither_fails()
    {
        await GiveAsync();
        var two = new[] { Get<CallSystems>(), Get<CallSystems>() };

        var taken = await Task.WhenAll(two.Select(one => Task.Run(() => one.RunAsync(Actor.Portal, None))));

        Assert.Equal(1, taken.Sum(result => result.Value));
        Assert.Empty(await CallsAsync());
        Assert.InRange(Crm.Taken.Select(call => call.Id).Count(), 1, 2);
        Assert.Single(Crm.Taken.Select(call => call.Id).Distinct());
    }

    [Fact]
    public async Task Decisions_at_the_same_moment_do_not_wait_for_each_others_calls()
    {
        await Task.WhenAll(Task.Run(() => GiveAsync()), Task.Run(ObjectAsync));

        Assert.Equal(2, (await CallsAsync()).Count);
        Assert.Equal(1, await CallAsync());
    }
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

/// <summary>Systems that are slow, lie, break off or answer twice.</summary>
public sealed class SystemFaultTests : IAsyncLifetime
{
    private static readonly SystemBounds Bounds = new();
    private static readonly ExportQuestion Mailings = new("mailings", new() { Person = Newsletter.Person }, ["subject"]);
    private static readonly EraseOrder Erasure = new("mailings", new() { Person = Newsletter.Person, Keys = [["1", "9"]] }, new(Takes: true, []));

    private readonly HastyClock clock = new(Bounds.LongestPause);
    private TestSystem system = null!;

    public async Task InitializeAsync() => system = await TestSystem.StartAsync(Newsletter.Tables());

    public async Task DisposeAsync() => await system.DisposeAsync();

    [Theory]
    [InlineData(Misdeed.Refuses, SourceFault.Refused)]
    [InlineData(Misdeed.SendsElsewhere, SourceFault.Other)]
    [InlineData(Misdeed.AnswersWithPage, SourceFault.Damaged)]
    [InlineData(Misdeed.Babbles, SourceFault.Damaged)]
    public async Task What_is_no_answer_is_a_fault_and_is_not_asked_for_again(Misdeed misdeed, SourceFault fault)
    {
        system.Misdeeds.Add(misdeed);
        using var client = Client();

        Assert.Equal(fault, (await FaultAsync(() => client.DescribeAsync(default))).Fault);
        Assert.Empty(clock.Pauses);
    }

    [Theory]
    [InlineData(Misdeed.DiesInExport, SourceFault.BrokeOff, 1)]
    [InlineData(Misdeed.ForgetsTheEnd, SourceFault.BrokeOff, 1)]
    [InlineData(Misdeed.Miscounts, SourceFault.BrokeOff, 3)]
    [InlineData(Misdeed.AnswersWithPage, SourceFault.Damaged, 0)]
    [InlineData(Misdeed.Babbles, SourceFault.Damaged, 0)]
    public async Task An_export_without_its_last_line_is_not_whole(Misdeed misdeed, SourceFault fault, int rows)
    {
        system.Misdeeds.Add(misdeed);
        using var client = Client();
        var read = 0;

        Assert.Equal(fault, (await FaultAsync(async () =>
        {
            await foreach (var _ in client.ExportAsync(Mailings, default)) read++;
        })).Fault);
        Assert.Equal(rows, read);
        Assert.Single(system.Heard);
    }

    [Theory]
    [InlineData(400, SourceFault.Other)]
    [InlineData(401, SourceFault.Refused)]
    [InlineData(404, SourceFault.SchemaDiffers)]
    [InlineData(409, SourceFault.ConstraintRefuses)]
    [InlineData(422, SourceFault.SchemaDiffers)]
    [InlineData(501, SourceFault.SchemaDiffers)]
    public async Task A_failure_that_stays_is_reported_at_once(int status, SourceFault fault)
    {
        system.FailsFirst.Enqueue((status, null));
        using var client = Client();

        var failed = await FaultAsync(() => client.DescribeAsync(default));

        Assert.Equal((fault, $"HTTP {status}"), (failed.Fault, failed.EngineCode));
        Assert.Empty(clock.Pauses);
    }

    [Theory]
    [InlineData(408, SourceFault.TimedOut)]
    [InlineData(429, SourceFault.Unreachable)]
    [InlineData(500, SourceFault.Other)]
    [InlineData(503, SourceFault.Unreachable)]
    public async Task A_failure_that_may_pass_is_waited_for_and_longer_each_time(int status, SourceFault fault)
    {
        foreach (var _ in Enumerable.Range(0, Bounds.Attempts - 1)) system.FailsFirst.Enqueue((status, null));
        using var client = Client();

        Assert.NotEmpty((await client.DescribeAsync(default)).Tables);
        Assert.Equal([Bounds.FirstPause, Bounds.FirstPause * 2], clock.Pauses);

        foreach (var _ in Enumerable.Range(0, Bounds.Attempts)) system.FailsFirst.Enqueue((status, null));
        Assert.Equal(fault, (await FaultAsync(() => client.DescribeAsync(default))).Fault);
    }

    [Fact]
    public async Task A_system_is_left_alone_as_long_as_it_asks()
    {
        system.FailsFirst.Enqueue((429, 7));
        using var client = Client();

        await client.DescribeAsync(default);

        Assert.Equal([TimeSpan.FromSeconds(7)], clock.Pauses);
    }

    [Fact]
    public async Task A_system_that_asks_for_more_than_anybody_waits_has_failed()
    {
        system.FailsFirst.Enqueue((503, 3600));
        using var client = Client();

        Assert.Equal(SourceFault.Unreachable, (await FaultAsync(() => client.DescribeAsync(default))).Fault);
        Assert.Empty(clock.Pauses);
    }

    [Fact]
    public async Task A_system_that_says_nothing_is_given_up()
    {
        system.Misdeeds.Add(Misdeed.Silent);
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using var client = Client(time, Bounds with { Attempts = 1 });
        var asking = FaultAsync(() => client.DescribeAsync(default));
        await system.ArrivalAsync();

        time.Advance(Bounds.Answer);

        Assert.Equal(SourceFault.TimedOut, (await asking).Fault);
    }

    [Fact]
    public async Task Whoever_calls_it_off_does_not_wait()
    {
        system.Misdeeds.Add(Misdeed.Silent);
        using var off = new CancellationTokenSource();
        using var client = Client();
        var asking = client.DescribeAsync(off.Token);
        await system.ArrivalAsync();

        await off.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task An_erasure_whose_answer_was_lost_is_done_once_and_answered_as_the_first_time()
    {
        system.Misdeeds.Add(Misdeed.DiesAfterErasing);
        using var client = Client();

        var answer = await client.EraseAsync(Erasure, "e-1", default);

        Assert.Equal("deleted", Assert.Single(answer.Rows).Outcome);
        Assert.Equal(["e-1", "e-1"], system.Heard.Select(call => call.IdempotencyKey));
        Assert.Equal(3, system.Tables["mailings"].Rows.Count);
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_refused()
    {
        using var client = Client();
        await client.EraseAsync(Erasure, "e-1", default);

        Assert.Equal(SourceFault.ConstraintRefuses, (await FaultAsync(() => client.EraseAsync(Erasure with { Table = "contacts" }, "e-1", default))).Fault);
    }

    [Fact]
    public async Task Nobody_with_another_key_is_heard()
    {
        using var client = SystemClient.Of("newsletter", system.Address, new string('x', 40), Bounds, clock);

        Assert.Equal(SourceFault.Refused, (await FaultAsync(() => client.DescribeAsync(default))).Fault);
        Assert.Empty(system.Heard);
    }

    [Fact]
    public async Task Nobody_is_heard_whose_call_was_signed_long_ago()
    {
        using var client = Client(new FakeTimeProvider(DateTimeOffset.UnixEpoch));

        Assert.Equal(SourceFault.Refused, (await FaultAsync(() => client.DescribeAsync(default))).Fault);
    }

    [Fact]
    public async Task A_system_that_is_not_there_is_unreachable()
    {
        using var client = SystemClient.Of("newsletter", new Uri($"http://127.0.0.1:{Loopback.FreePort()}/privacy"), TestSystem.Secret, Bounds, clock);

        Assert.Equal(SourceFault.Unreachable, (await FaultAsync(() => client.DescribeAsync(default))).Fault);
        Assert.Equal(Bounds.Attempts - 1, clock.Pauses.Count);
    }

    [Theory]
    [InlineData("http://example.org/privacy")]
    [InlineData("https://example.org/privacy?for=me")]
    [InlineData("https://me:secret@example.org/privacy")]
    [InlineData("/privacy")]
    public void An_address_that_could_be_overheard_or_says_too_much_is_none(string address) =>
        Assert.Throws<ArgumentException>(() => SystemClient.Of("newsletter", new Uri(address, UriKind.RelativeOrAbsolute), TestSystem.Secret));

    [Fact]
    public void A_key_that_can_be_guessed_is_none() =>
        Assert.Throws<ArgumentException>(() => SystemClient.Of("newsletter", new Uri("https://example.org"), "secret"));

    private SystemClient Client(TimeProvider? time = null, SystemBounds? bounds = null) =>
        SystemClient.Of("newsletter", system.Address, TestSystem.Secret, bounds ?? Bounds with { MostBytes = 1 << 20, MostLine = 1 << 20 }, time ?? clock);

    private static Task<SourceFailedException> FaultAsync(Func<Task> asking) => Assert.ThrowsAsync<SourceFailedException>(asking);
}

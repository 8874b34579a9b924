using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Persistence;

public abstract class RunPulseTests(Provider provider) : OperationTests(provider)
{
    private static readonly RunProgress Progress = new(1, 3, 10, 90, "clinic/visits");

    [Fact]
    public async Task A_run_that_says_nothing_for_long_keeps_its_lease()
    {
        await using var pulse = await BeginAsync();

        for (var i = 0; i < 30; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            await Waiting.UntilAsync(async () => (await RunAsync()).HeartbeatAt == Now);
        }

        Assert.Equal((Heartbeat.GoOn, false), (pulse.Heard, pulse.Token.IsCancellationRequested));
        Assert.Equal(Now + Run.LeaseTime, (await RunAsync()).LeasedUntil);
    }

    [Fact]
    public async Task A_run_that_says_nothing_hears_all_the_same_that_it_was_called_off()
    {
        await using var pulse = await BeginAsync();
        await ReadAsync(db => db.Runs.ExecuteUpdateAsync(run => run.SetProperty(r => r.CancelAsked, true)));

        Clock.Advance(TimeSpan.FromSeconds(5));
        await Waiting.UntilAsync(() => Task.FromResult(pulse.Token.IsCancellationRequested));

        Assert.Equal(Heartbeat.Cancelled, pulse.Heard);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pulse.TellAsync(Progress).AsTask());
    }

    [Fact]
    public async Task A_run_that_was_taken_over_must_not_write_its_end()
    {
        await using var pulse = await BeginAsync();
        await ReadAsync(db => db.Runs.ExecuteUpdateAsync(run => run.SetProperty(r => r.Fence, r => r.Fence + 1)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(pulse.EndAsync);

        Assert.Equal(Heartbeat.Lost, pulse.Heard);
    }

    [Fact]
    public async Task A_beat_that_the_database_did_not_take_is_made_up_for_by_the_next()
    {
        await using var pulse = await BeginAsync();
        await ReadAsync(db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Runs" RENAME TO "Elsewhere" """));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await pulse.TellAsync(Progress);
        await ReadAsync(db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Elsewhere" RENAME TO "Runs" """));

        Clock.Advance(TimeSpan.FromSeconds(1));
        await pulse.TellAsync(Progress with { Records = 20 });

        Assert.Equal((Heartbeat.GoOn, 20), (pulse.Heard, (await RunAsync()).Records));
    }

    private async Task<RunPulse> BeginAsync()
    {
        await using var db = await OpenAsync();
        var run = Run.Ask(RunKind.MakeCopy, SubjectKey.New(), Guid.NewGuid(), Now);
        run.Claim(Now);
        db.Runs.Add(run);
        await db.SaveChangesAsync();
        return new RunPulse(Services.GetRequiredService<IDbContextFactory<PortalDb>>(), run, Clock, None);
    }

    private Task<Run> RunAsync() => ReadAsync(db => db.Runs.SingleAsync());

    public sealed class OnSqlite() : RunPulseTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : RunPulseTests(Provider.PostgreSql);
}

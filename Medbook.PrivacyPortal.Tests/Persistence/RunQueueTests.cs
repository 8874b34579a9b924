using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Scheduling;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Persistence;

public abstract class RunQueueTests(Provider provider) : OperationTests(provider)
{
    [Fact]
    public async Task The_oldest_free_run_comes_first_and_what_is_leased_or_ended_does_not_come()
    {
        var (first, second) = (await AskAsync(), await AskAsync());

        Assert.Equal(first, (await ClaimAsync())!.Id);
        Assert.Equal(second, (await ClaimAsync())!.Id);
        Assert.Null(await ClaimAsync());

        Clock.Advance(Run.LeaseTime);
        Assert.Equal(first, (await ClaimAsync())!.Id);
    }

    [Fact]
    public async Task One_run_is_claimed_once_however_many_reach_for_it()
    {
        await AskAsync();

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(ClaimAsync)));

        Assert.Single(claimed, run => run is not null);
    }

    [Fact]
    public async Task A_sign_of_life_keeps_the_run_and_sees_that_it_was_called_off()
    {
        await AskAsync();
        var run = (await ClaimAsync())!;
        var progress = new RunProgress(2, 5, 120, 400, "clinic/visits");

        Clock.Advance(Run.LeaseTime / 2);
        Assert.Equal(Heartbeat.GoOn, await BeatAsync(run, progress));
        Clock.Advance(Run.LeaseTime / 2);
        Assert.Null(await ClaimAsync());
        Assert.Equal(progress, await ReadAsync(db => db.Runs.Select(r => new RunProgress(r.Part, r.Parts, r.Records, r.TotalRecords, r.PartLabel)).SingleAsync()));

        await using (var db = await OpenAsync())
        {
            (await db.Runs.SingleAsync()).Cancel(Now);
            await db.SaveChangesAsync();
        }
        Assert.Equal(Heartbeat.Cancelled, await BeatAsync(run, progress));
    }

    [Fact]
    public async Task Who_was_thought_dead_hears_that_the_run_is_another_ones_and_can_write_nothing()
    {
        await AskAsync();
        await using var slow = await OpenAsync();
        var mine = (await RunQueue.NextAsync(slow, RunKind.MakeCopy, Now, None))!;
        mine.Claim(Now);
        await slow.SaveChangesAsync();

        Clock.Advance(Run.LeaseTime);
        Assert.NotNull(await ClaimAsync());

        Assert.Equal(Heartbeat.Lost, await BeatAsync(mine, default));
        mine.Done(1, Now);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync());
    }

    [Fact]
    public async Task The_bell_rings_after_the_commit_that_asked_for_a_run()
    {
        var bell = Services.GetRequiredService<RunBell>();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var ring = bell.WaitAsync(soon.Token);
        Assert.False(ring.IsCompleted);

        await AskAsync();

        await ring;
    }

    [Fact]
    public async Task The_queue_is_read_by_an_index_and_never_sorted()
    {
        await using var db = await OpenAsync();

        var plan = await QueryPlan.OfAsync(db, RunQueue.Free(db, RunKind.MakeCopy, Now).Take(1));

        Assert.Contains("IX_Runs_Kind_AskedAt_Id", plan);
        QueryPlan.AssertIndexed(plan, "Runs");
    }

    private async Task<Guid> AskAsync()
    {
        await using var db = await OpenAsync();
        var run = Run.Ask(RunKind.MakeCopy, SubjectKey.New(), Guid.NewGuid(), Now);
        db.Runs.Add(run);
        await db.SaveChangesAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        return run.Id;
    }

    private async Task<Run?> ClaimAsync()
    {
        await using var db = await OpenAsync();
        while (await RunQueue.NextAsync(db, RunKind.MakeCopy, Now, None) is { } run)
        {
            run.Claim(Now);
            try
            {
                await db.SaveChangesAsync();
                return run;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }
        return null;
    }

    private async Task<Heartbeat> BeatAsync(Run run, RunProgress progress) =>
        await RunQueue.BeatAsync(Services.GetRequiredService<IDbContextFactory<PortalDb>>(), run, progress, Now, None);

    public sealed class OnSqlite() : RunQueueTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : RunQueueTests(Provider.PostgreSql);
}

using System.Collections.Concurrent;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Xunit.Abstractions;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// Processes that make copies are killed with SIGKILL. <c>KILLS=200 dotnet test --filter FullyQualifiedName~KilledCopy</c>
/// kills two hundred; <c>KILL_SEED</c> draws other places.
/// </summary>
public sealed class KilledCopyTests(ITestOutputHelper output)
{
    // As many as the smallest machine has processors.
    private const int SideBySide = 2;

    [Fact]
    public async Task A_copy_whose_maker_is_killed_in_any_phase_is_there_once_and_whole_afterwards_and_nothing_else_is()
    {
        var stages = new List<KillStage>();
        for (var i = 0; i < SideBySide; i++) stages.Add(new KillStage(Provider.Sqlite));
        await Task.WhenAll(stages.Select(stage => stage.InitializeAsync()));
        var plan = new ConcurrentQueue<KilledCopy>(KillPlan.Draw(KillPlan.Seed, KillPlan.Kills, stages[0].Times));
        var hits = new ConcurrentDictionary<string, int>();

        await Task.WhenAll(stages.Select(async stage =>
        {
            while (plan.TryDequeue(out var copy))
            {
                await OnAsync($"{copy.Kind} killed at {string.Join("; ", copy.Kills)}", () => stage.KillAsync(copy));
                foreach (var point in copy.Kills) hits.AddOrUpdate(point.Phase, 1, (_, count) => count + 1);
            }
            await stage.EndAsync();
            await stage.DisposeAsync();
        }));

        foreach (var phase in Phases.Making) output.WriteLine($"{phase}: {hits.GetValueOrDefault(phase)} kills");
        output.WriteLine($"{hits.Values.Sum()} kills, seed {KillPlan.Seed}");
        Assert.All(Phases.Making, phase => Assert.InRange(hits.GetValueOrDefault(phase), KillPlan.LeastPerPhase, int.MaxValue));
        Assert.InRange(hits.Values.Sum(), 50, int.MaxValue);
    }

    [Fact]
    public async Task The_same_holds_on_PostgreSQL()
    {
        var stage = new KillStage(Provider.PostgreSql);
        await stage.InitializeAsync();
        foreach (var phase in new[] { "CopyBegun committing", "rows written", "manifest written", "CopyMade committing", "finished" })
        {
            await OnAsync(phase, () => stage.KillAsync(new KilledCopy(CopyKind.Access, [new StopPoint(phase)])));
        }
        await stage.EndAsync();
        await stage.DisposeAsync();
    }

    [Fact]
    public async Task A_copy_that_is_called_off_thrown_away_or_expires_leaves_neither_byte_nor_key_wherever_the_portal_is_killed()
    {
        var stage = new KillStage(Provider.Sqlite);
        await stage.InitializeAsync();
        var midway = new StopPoint("dataset ended");
        foreach (var phase in new[] { "dataset begun", "CopyStopped committing", "CopyStopped committed", "stopped" })
        {
            await OnAsync($"called off, {phase}", () => stage.KillWhileCancelledAsync(phase == "dataset begun" ? new StopPoint("claimed") : midway, new StopPoint(phase)));
        }
        foreach (var moment in new[] { "committing", "committed" })
        {
            await OnAsync($"called off, {moment}", () => stage.KillWhileEndingAsync(WorkerAct.CancelCopy, new StopPoint($"CopyCancelled {moment}"), CopyState.Cancelled));
            await OnAsync($"thrown away, {moment}", () => stage.KillWhileEndingAsync(WorkerAct.DiscardCopy, new StopPoint($"CopyDiscarded {moment}"), CopyState.Discarded));
            await OnAsync($"expired, {moment}", () => stage.KillWhileEndingAsync(WorkerAct.ExpireCopies, new StopPoint($"CopyExpired {moment}"), CopyState.Expired));
        }
        await OnAsync("bytes removed", stage.KillWhileBytesAreRemovedAsync);
        await stage.EndAsync();
        await stage.DisposeAsync();
    }

    private static async Task OnAsync(string what, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{what} (seed {KillPlan.Seed})", fault);
        }
    }
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Tests.Operations.Retention;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// Processes that carry out a sweep are killed with SIGKILL, each at a place drawn with <c>KILL_SEED</c>, and another one goes on.
/// <c>KILLS=200 dotnet test --filter FullyQualifiedName~KilledSweep</c> kills two hundred.
/// </summary>
public abstract class KilledSweepTests(Provider provider, int kills) : SweepTests(provider)
{
    private const int Lines = 1500, First = 100_000;

    protected override string FourEyesFrom => "100000";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllTextAsync(Path.Combine(Database.Folder, "datamap.json"), MapJson);
    }

    [Fact]
    public async Task A_sweep_whose_instance_is_killed_anywhere_is_whole_afterwards_and_what_is_held_is_untouched()
    {
        var random = new Random(KillPlan.Seed);
        await RunInClinicAsync("DELETE FROM logs");
        var count = int.TryParse(Environment.GetEnvironmentVariable("KILLS"), CultureInfo.InvariantCulture, out var asked) ? Math.Max(asked, kills) : kills;
        // Each phase as often as any other.
        var points = Enumerable.Range(0, count).Select(i => Phases.Sweeping[i % Phases.Sweeping.Length]).ToArray();
        random.Shuffle(points);

        for (var kill = 0; kill < count; kill++)
        {
            // A sweep has three batches at least, and comes to its end in two passes.
            var most = points[kill].StartsWith("step finished", StringComparison.Ordinal) ? 2 : points[kill].StartsWith("step ", StringComparison.Ordinal) ? 3 : 1;
            var point = new StopPoint(points[kill], random.Next(1, most + 1));
            try
            {
                await KillAsync(kill, point);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"killed at {point} (seed {KillPlan.Seed}, kill {kill})", fault);
            }
        }
    }

    private async Task KillAsync(int kill, StopPoint point)
    {
        var (member, first) = (1000 + kill, First + (kill * Lines));
        await RunInClinicAsync($"INSERT INTO logs VALUES {string.Join(", ", Enumerable.Range(first, Lines).Select(id => $"({id}, {member}, '2024-01-01')"))}, ({kill}, {member}, '2026-01-01')");
        var person = await LinkedAsync(member);
        await HoldAsync(new HoldTarget(person.Subject, "clinic", "logs", Text(first + 7)));
        var sweep = await ApprovedSweepAsync();

        var order = new WorkerOrder(Database.Provider, Database.ConnectionString, Database.Folder, MoreSettings.ToDictionary(), Now, WorkerAct.CarryOutSweeps) { Stops = [point] };
        await using (var worker = CopyProcess.Start(order, Path.GetTempPath()))
        {
            await worker.ReachAsync(point);
            await worker.KillAsync();
        }
        // Nobody takes it over before its lease is over.
        Clock.Advance(TimeSpan.FromMinutes(10));
        while (await CarryOutSweepAsync()) { }

        Assert.Equal(ErasurePlanState.Done, (await ViewAsync(sweep.Id)).Sweep.State);
        var step = await StepAsync(sweep.Id);
        Assert.Equal((Lines - 1L, 0L, kill + 1L, 0L), (step.Deleted, step.Changed, step.Held, step.Needed));
        // One that is held and one that is not due of each sweep so far.
        Assert.Equal(
            Enumerable.Range(0, kill + 1).SelectMany(i => new[] { $"{i}, {1000 + i}, 2026-01-01", $"{First + (i * Lines) + 7}, {1000 + i}, 2024-01-01" }).Order(StringComparer.Ordinal),
            (await LogsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SweepDone && e.Reference == sweep.Id.ToString())));
        var named = Get<DestructionLedger>().Open("clinic", since: null);
        Assert.All(Enumerable.Range(first, Lines), id => Assert.Equal(id != first + 7, named.Contains("logs", Text(id))));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public sealed class OnSqlite() : KilledSweepTests(Provider.Sqlite, kills: 12);

    public sealed class OnPostgreSql() : KilledSweepTests(Provider.PostgreSql, kills: 9);
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Operations.Closing;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// Processes that close an account are killed with SIGKILL, four of them, or as many as <c>KILLS</c> says, each at a place drawn with
/// <c>KILL_SEED</c>; another one goes on, also where the portal no longer knows who the person was.
/// </summary>
public sealed class KilledClosingTests() : ClosingTests(Provider.Sqlite)
{
    private const int FirstMember = 1000;

    protected override string FourEyesFrom => "100000";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllTextAsync(Path.Combine(Database.Folder, "datamap.json"), MapJson);
    }

    [Fact]
    public async Task An_account_whose_closing_is_killed_anywhere_is_gone_afterwards_and_nobody_else_is_touched()
    {
        var random = new Random(KillPlan.Seed);
        var others = await HeldAsync();
        var points = Phases.Erasing.ToArray();
        random.Shuffle(points);
        var kills = int.TryParse(Environment.GetEnvironmentVariable("KILLS"), CultureInfo.InvariantCulture, out var asked) ? asked : 4;

        for (var kill = 0; kill < kills; kill++)
        {
            var phase = points[kill % points.Length];
            // Of a dozen kinds of record, with two passes each, some are the portal's own.
            var point = new StopPoint(phase, phase.StartsWith("step finished", StringComparison.Ordinal) ? random.Next(1, 16) : phase.StartsWith("step", StringComparison.Ordinal) ? random.Next(1, 6) : 1);
            try
            {
                await KillAsync(FirstMember + kill, point, others);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"killed at {point} (seed {KillPlan.Seed}, kill {kill})", fault);
            }
        }
    }

    private async Task KillAsync(int member, StopPoint point, IReadOnlyList<string> others)
    {
        await RunInClinicAsync($"INSERT INTO members VALUES ({member}, 'm{member}@example.org'); INSERT INTO visits VALUES ({member * 10}, {member}, 'visit'), ({(member * 10) + 1}, {member}, 'visit');");
        var (person, closing) = await BegunAsync(member);
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, closing, None)).Problem);
        Assert.Null((await ApproveAsync(closing)).Problem);

        var order = new WorkerOrder(Database.Provider, Database.ConnectionString, Database.Folder, MoreSettings.ToDictionary(), Now, WorkerAct.CarryOutErasures) { Stops = [point] };
        await using (var worker = CopyProcess.Start(order, Path.GetTempPath()))
        {
            await worker.ReachAsync(point);
            await worker.KillAsync();
        }
        // Nobody takes it over before its lease is over.
        Clock.Advance(TimeSpan.FromMinutes(10));
        while (await CarryOutAsync()) { }

        Assert.Equal((ErasurePlanState.Done, ClosingState.Closed), ((await PlanAsync(closing)).State, (await StoredClosingAsync(closing)).State));
        Assert.Equal(others, await HeldAsync());
        Assert.Equal((1L, 2L), ((await StepAsync(closing, "members")).Deleted, (await StepAsync(closing, "visits")).Deleted));
        Assert.False(await ReadAsync(db => db.Users.AnyAsync(user => user.Id == person.Id)));
        Assert.False(await ReadAsync(db => db.Subjects.AnyAsync(s => s.Key == person.Subject)));
    }
}

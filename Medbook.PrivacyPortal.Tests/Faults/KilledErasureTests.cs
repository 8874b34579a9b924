using System.Globalization;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// Processes that carry out an erasure are killed with SIGKILL, each at a place drawn with <c>KILL_SEED</c>, and another one goes on.
/// <c>KILLS=200 dotnet test --filter FullyQualifiedName~KilledErasure</c> kills two hundred.
/// </summary>
public abstract class KilledErasureTests(Provider provider, int timesEach) : ErasureTests(provider)
{
    private const int FirstMember = 1000, Visits = 900;

    protected override string FourEyesFrom => "100000";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllTextAsync(Path.Combine(Database.Folder, "datamap.json"), MapJson);
    }

    [Fact]
    public async Task An_erasure_whose_instance_is_killed_anywhere_is_whole_afterwards_and_what_is_held_is_untouched()
    {
        var random = new Random(KillPlan.Seed);
        var others = await HeldAsync();
        var points = Enumerable.Repeat(Phases.Erasing, timesEach).SelectMany(phase => phase).ToArray();
        random.Shuffle(points);
        var kills = int.TryParse(Environment.GetEnvironmentVariable("KILLS"), CultureInfo.InvariantCulture, out var asked) ? Math.Max(asked, points.Length) : points.Length;

        for (var kill = 0; kill < kills; kill++)
        {
            var point = new StopPoint(points[kill % points.Length], points[kill % points.Length].StartsWith("step ", StringComparison.Ordinal) ? random.Next(1, 4) : 1);
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
        await AddMemberAsync(member);
        var (person, request) = await ApprovedAsync(member: member);
        var held = new HoldOrder(new HoldTarget(person.Subject, "clinic", "notes", Text(member)), HoldGround.LegalClaims, "Court", "A fall", new DateOnly(2026, 9, 1));
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, Guid.NewGuid(), held, None)).Problem);

        var order = new WorkerOrder(Database.Provider, Database.ConnectionString, Database.Folder, MoreSettings.ToDictionary(), Now, WorkerAct.CarryOutErasures) { Stops = [point] };
        await using (var worker = CopyProcess.Start(order, Path.GetTempPath()))
        {
            await worker.ReachAsync(point);
            await worker.KillAsync();
        }
        Assert.Equal(0, await ReadAsync(db => FigureCheck.DifferencesAsync(db, None)));
        // Nobody takes it over before its lease is over.
        Clock.Advance(TimeSpan.FromMinutes(10));
        while (await CarryOutAsync()) { }

        Assert.Equal(ErasurePlanState.Done, (await PlanAsync(request)).State);
        Assert.Equal(0, await ReadAsync(db => FigureCheck.DifferencesAsync(db, None)));
        Assert.Equal(
            [("invoices", 0L, 1L, 0L, 0L), ("members", 0L, 0L, 0L, 1L), ("notes", 1L, 0L, 1L, 0L), ("visits", Visits - 1L, 0L, 0L, 1L)],
            (await StepsAsync(request)).Where(s => s.Dataset != "logs").Select(s => (s.Dataset, s.Deleted, s.Changed, s.Held, s.Needed)).Order());
        Assert.Equal(
            others.Append($"members: {member}, m{member}@example.org").Append($"visits: {member * 1000}, {member}, held").Append($"notes: {member}, {member * 1000}, held note")
                .Append($"invoices: {member}, nothing, (removed)").Order(StringComparer.Ordinal),
            (await HeldAsync()).Where(line => IsOf(member, line) || others.Contains(line)).Order(StringComparer.Ordinal));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ErasureDone && e.Reference == request.ToString())));
        var named = Get<DestructionLedger>().Open("clinic", since: null);
        Assert.All(Enumerable.Range(1, Visits - 1), visit => Assert.True(named.Contains("visits", Text(member * 1000 + visit))));
        Assert.False(named.Contains("visits", Text(member * 1000)));
    }

    // Three batches of visits, of which the first is the one a held note points at.
    private Task AddMemberAsync(int member) => RunInClinicAsync($"""
        INSERT INTO members VALUES ({member}, 'm{member}@example.org');
        INSERT INTO visits VALUES ({member * 1000}, {member}, 'held'), {string.Join(", ", Enumerable.Range(1, Visits - 1).Select(i => $"({member * 1000 + i}, {member}, 'visit')"))};
        INSERT INTO notes VALUES ({member}, {member * 1000}, 'held note'), ({100000 + member}, {member * 1000 + 1}, 'note');
        INSERT INTO invoices VALUES ({member}, {member}, 'Member');
        """);

    private static bool IsOf(int member, string line) =>
        line.StartsWith($"members: {member},", StringComparison.Ordinal) || line.StartsWith($"visits: {member}", StringComparison.Ordinal)
        || line.StartsWith($"notes: {member},", StringComparison.Ordinal) || line.StartsWith($"notes: {100000 + member},", StringComparison.Ordinal)
        || line.StartsWith($"invoices: {member},", StringComparison.Ordinal);

    private Task<List<ErasureStep>> StepsAsync(Guid request) =>
        ReadAsync(db => db.ErasureSteps.Where(s => db.ErasurePlans.Any(p => p.Id == s.PlanId && p.CausedBy == request)).ToListAsync());

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public sealed class OnSqlite() : KilledErasureTests(Provider.Sqlite, timesEach: 6);

    public sealed class OnPostgreSql() : KilledErasureTests(Provider.PostgreSql, timesEach: 1);
}

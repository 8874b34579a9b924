using System.Globalization;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Tests.Operations.Rectification;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// Processes that write corrections are killed with SIGKILL in each gap between intent, source and outcome, at places drawn with
/// <c>KILL_SEED</c>, and another one goes on. <c>KILLS=200 dotnet test --filter FullyQualifiedName~KilledRectification</c> kills two hundred.
/// </summary>
public abstract class KilledRectificationTests(Provider provider, int timesEach) : RectificationTests(provider)
{
    private const int FirstMember = 1000;

    private static readonly (string Field, string Before, string After)[] Values = [("name", "Member", "Other"), ("kind", "d", "s"), ("born", "1980-01-02", "1980-02-01")];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllTextAsync(Path.Combine(Database.Folder, "datamap.json"), MapJson);
    }

    [Fact]
    public async Task Corrections_whose_instance_is_killed_in_any_gap_are_written_once_and_their_outcome_is_told_once()
    {
        var random = new Random(KillPlan.Seed);
        var points = Enumerable.Repeat(Phases.Rectifying, timesEach).SelectMany(phase => phase).ToArray();
        random.Shuffle(points);
        var kills = int.TryParse(Environment.GetEnvironmentVariable("KILLS"), CultureInfo.InvariantCulture, out var asked) ? Math.Max(asked, points.Length) : points.Length;

        for (var kill = 0; kill < kills; kill++)
        {
            var phase = points[kill % points.Length];
            var point = new StopPoint(phase, phase == "value written" ? random.Next(1, Values.Length + 1) : 1);
            try
            {
                await KillAsync(FirstMember + kill, point);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"killed at {point} (seed {KillPlan.Seed}, kill {kill})", fault);
            }
        }
    }

    private async Task KillAsync(int member, StopPoint point)
    {
        await RunInClinicAsync($"INSERT INTO members VALUES ({member}, 'm{member}@example.org', 'Member', '1980-01-02', NULL, NULL, 'd', NULL, NULL, NULL)");
        var request = await AskAsync(await MemberAsync(member), "", [.. Values.Select(value => Of(value.Field, value.After, member))]);
        Assert.Null((await GrantAsync(request)).Problem);

        var order = new WorkerOrder(Database.Provider, Database.ConnectionString, Database.Folder, MoreSettings.ToDictionary(), Now, WorkerAct.CarryOutRectifications) { Stops = [point] };
        await using (var worker = CopyProcess.Start(order, Path.GetTempPath()))
        {
            await worker.ReachAsync(point);
            await worker.KillAsync();
        }
        var written = point.Phase switch { "RectificationBegun committed" => 0, "value written" => point.Occurrence, _ => Values.Length };
        for (var i = 0; i < Values.Length; i++) Assert.Equal(i < written ? Values[i].After : Values[i].Before, await HeldAsync(Values[i].Field, member));
        var isTold = point.Phase == "RectificationCarriedOut committed";
        Assert.All(await CorrectionsAsync(request), one => Assert.Equal(isTold ? CorrectionState.Written : CorrectionState.Intended, one.State));

        // Nobody takes it over before its lease is over.
        Clock.Advance(TimeSpan.FromMinutes(10));
        while (await CarryOutAsync()) { }

        Assert.All(await CorrectionsAsync(request), one => Assert.Equal(CorrectionState.Written, one.State));
        foreach (var value in Values) Assert.Equal(value.After, await HeldAsync(value.Field, member));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RectificationCarriedOut && e.Reference == request.ToString())));
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync(m => m.To == $"member{member}@example.org" && m.Body.StartsWith("What you asked us to correct in request"))));
    }

    public sealed class OnSqlite() : KilledRectificationTests(Provider.Sqlite, timesEach: 3);

    public sealed class OnPostgreSql() : KilledRectificationTests(Provider.PostgreSql, timesEach: 1);
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Tests.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// Processes that read and release extracts are killed with SIGKILL, each at a place drawn with <c>KILL_SEED</c>, and another one begins anew.
/// <c>KILLS=200 dotnet test --filter FullyQualifiedName~KilledExtract</c> kills two hundred.
/// </summary>
public sealed class KilledExtractTests() : ExtractTests(Provider.Sqlite)
{
    private static readonly int Least = Phases.Reading.Length + Phases.Releasing.Length;

    [Fact]
    public async Task An_extract_whose_instance_is_killed_anywhere_leaves_once_and_whole()
    {
        await AddPeopleAsync(16);
        var random = new Random(KillPlan.Seed);
        var count = int.TryParse(Environment.GetEnvironmentVariable("KILLS"), CultureInfo.InvariantCulture, out var asked) ? Math.Max(asked, Least) : Least;
        // Each phase as often as any other.
        string[] phases = [.. Phases.Reading, .. Phases.Releasing];
        var points = Enumerable.Range(0, count).Select(i => phases[i % phases.Length]).ToArray();
        random.Shuffle(points);

        for (var kill = 0; kill < count; kill++)
        {
            try
            {
                await KillAsync(new StopPoint(points[kill]));
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"killed at {points[kill]} (seed {KillPlan.Seed}, kill {kill})", fault);
            }
        }
    }

    private async Task KillAsync(StopPoint point)
    {
        var id = await AskAsync();
        if (Phases.Reading.Contains(point.Phase)) await KillAsync(WorkerAct.MakeExtracts, point);
        while (await MakeAsync()) { }
        await AskReleaseAsync(id);
        if (Phases.Releasing.Contains(point.Phase)) await KillAsync(WorkerAct.ReleaseExtracts, point);
        while (await ReleaseRunAsync()) { }

        var extract = await RowAsync(id);
        Assert.Equal((ExtractState.Released, 16, 48L), (extract.State, extract.Figures.Kept, extract.Datasets.Sum(dataset => dataset.Rows)));
        Assert.Equal(Enumerable.Range(1, 16), (await MembersAsync(id)).Select(member => member.Ordinal));
        Assert.Equal(16, (await PseudonymsInAsync(id)).Count);
        var living = await ReadAsync(db => db.VaultFiles.Where(file => file.Owner == id && file.State != VaultFileState.Destroyed).Select(file => (Guid?)file.Id).ToListAsync());
        Assert.Equal([extract.File], living);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ExtractReleased && e.Reference == id.ToString())));
    }

    private async Task KillAsync(WorkerAct act, StopPoint point)
    {
        var order = new WorkerOrder(Database.Provider, Database.ConnectionString, Database.Folder, MoreSettings.ToDictionary(), Now, act) { Stops = [point] };
        await using (var worker = CopyProcess.Start(order, Path.GetTempPath()))
        {
            await worker.ReachAsync(point);
            await worker.KillAsync();
        }
        // Nobody takes it over before its lease is over.
        Clock.Advance(TimeSpan.FromMinutes(10));
    }
}

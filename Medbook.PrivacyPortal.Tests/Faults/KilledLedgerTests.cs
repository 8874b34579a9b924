using System.Diagnostics;
using Medbook.PrivacyPortal.Tests.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>The ledger under processes that are killed, and under several at once.</summary>
public sealed class KilledLedgerTests : IDisposable
{
    private const int Kills = 12, Seed = 20260302;

    private readonly LedgerOnDisk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public async Task After_each_kill_the_ledger_is_sound_and_every_answered_line_is_there()
    {
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            var (name, stop) = ($"kill{kill}", random.Next(1, 12));
            using var worker = Start(name, writes: 1_000_000);
            var answered = -1;
            while (answered < stop && await worker.StandardOutput.ReadLineAsync() is { } line) answered = int.Parse(line);
            worker.Kill();
            while (await worker.StandardOutput.ReadLineAsync() is { } line) answered = int.Parse(line);
            await worker.WaitForExitAsync();

            Assert.Equal(stop, Math.Min(stop, answered));
            var set = disk.Again().Open("crm", since: null);
            for (var i = 0; i <= answered; i++)
            {
                Assert.True(set.Contains(name, $"{name}-{i}-0") && set.Contains(name, $"{name}-{i}-599"), $"Kill {kill}: line {i} was answered and is not there.");
            }
        }
        await disk.AddAsync("after", "1");
        Assert.Null(disk.Again().Verify().Fault);
    }

    [Fact]
    public async Task Two_processes_that_add_at_once_lose_nothing_and_make_one_chain()
    {
        const int Writes = 40;
        using var first = Start("first", Writes);
        using var second = Start("second", Writes);
        var (told, toldToo) = (first.StandardOutput.ReadToEndAsync(), second.StandardOutput.ReadToEndAsync());
        await Task.WhenAll(first.WaitForExitAsync(), second.WaitForExitAsync());

        Assert.Equal((0, 0, Writes, Writes), (first.ExitCode, second.ExitCode, Count(await told), Count(await toldToo)));
        var check = disk.Ledger.Verify();
        Assert.Equal((null, 2 * Writes * 600L, 4 * Writes), (check.Fault, check.Records, (int)check.Place.Number));
        var set = disk.Ledger.Open("crm", since: null);
        for (var i = 0; i < Writes; i++) Assert.True(set.Contains("first", $"first-{i}-599") && set.Contains("second", $"second-{i}-599"));
    }

    private static int Count(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    private Process Start(string name, int writes)
    {
        disk.Ledger.MakeKey();
        return Process.Start(new ProcessStartInfo("dotnet", [typeof(LedgerWorker).Assembly.Location, "ledger", disk.Folder, name, $"{writes}"])
        {
            RedirectStandardOutput = true, Environment = { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_TieredPGO"] = "0" },
        })!;
    }
}

using System.Diagnostics;
using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Cases.Queue;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Operations.Vault;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>
/// A whole sweep (counted, approved, carried out, looked at again, ledger and certificate) beside the same deletions by hand; then another
/// one while an officer reads the queue and somebody writes into the source.
/// </summary>
internal sealed class SweepBench(IServiceProvider services, SweepSource source, int rows)
{
    private const int WarmUpRows = 600_000, Batch = 4000, IdlePages = 300;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly Actor Officer =
        Actor.SignedIn("bench", SubjectKey.New(), [Role.Officer], confirmed: true, secondFactor: true, session: "bench");

    /// <returns>What kept it from measuring; null where it did.</returns>
    public async Task<Problem?> RunAsync(CancellationToken ct)
    {
        if ((await services.GetAsync<InitVault, string>(init => init.RunAsync(Actor.Portal, ct))).Problem is { } noKey) return noKey;
        // A sweep that is not counted comes first: what is measured is compiled code.
        await source.FillAsync(WarmUpRows, ct);
        if (await SweepAsync(ct) is { } problem) return problem;

        await source.FillAsync(rows, ct);
        var shell = TimeSpan.Zero;
        var byHand = await MeasureAsync(async () => shell = await source.DeleteByHandAsync(rows, Batch, ct));
        // Of a server what it worked itself is asked; a file is worked on by the shell alone.
        byHand.Cpu = source.IsOnServer ? byHand.Cpu + shell : shell;
        var left = await source.CountAsync(ct);
        await source.FillAsync(rows, ct);
        Problem? failed = null;
        var swept = await MeasureAsync(async () => failed = await SweepAsync(ct));
        if (failed is not null) return failed;
        if (await source.CountAsync(ct) != left) throw new InvalidOperationException("The sweep did not delete the same rows.");

        Print("", "rows", "CPU s", "wall s");
        Print("by hand", $"{rows - left}", Number(byHand.Cpu.TotalSeconds), Number(byHand.Wall.TotalSeconds));
        Print("sweep", $"{rows - left}", Number(swept.Cpu.TotalSeconds), Number(swept.Wall.TotalSeconds));
        Console.WriteLine($"sweep / by hand: {Number(swept.Cpu / byHand.Cpu)} (CPU), {Number(swept.Wall / byHand.Wall)} (wall)");
        return await BesideOthersAsync(ct);
    }

    private async Task<Problem?> BesideOthersAsync(CancellationToken ct)
    {
        await source.FillAsync(rows, ct);
        var idle = new List<double>();
        for (var i = 0; i < IdlePages; i++) idle.Add(await PageAsync(ct));

        var sweep = Task.Run(() => SweepAsync(ct), ct);
        var writer = Task.Run(() => source.WriteUntilAsync(sweep, Pause, ct), ct);
        var busy = new List<double>();
        while (!sweep.IsCompleted)
        {
            busy.Add(await PageAsync(ct));
            await Task.Delay(Pause, ct);
        }
        if (await sweep is { } problem) return problem;
        var waits = await writer;
        Console.WriteLine($"another writer of the source waited at most {Number(waits.DefaultIfEmpty().Max())} ms ({waits.Count} writes)");
        Console.WriteLine($"page of the queue, p95: {Number(At(idle, .95))} ms idle, {Number(At(busy, .95))} ms during the sweep: {Number(At(busy, .95) / At(idle, .95))} times");
        return null;
    }

    private async Task<Problem?> SweepAsync(CancellationToken ct)
    {
        if ((await services.GetAsync<PlanSweep>(plan => plan.RunAsync(Officer, ct))).Problem is { } notPlanned) return notPlanned;
        var view = await services.GetAsync<ReadSweep, SweepView>(read => read.RunAsync(Officer, null, ct));
        if (!view.IsOk) return view.Problem;
        if ((await services.GetAsync<ApproveSweep>(approve => approve.RunAsync(Officer, view.Value.Sweep.Id, view.Value.Sweep.Revision, ct))).Problem is { } notApproved) return notApproved;
        return (await services.GetAsync<CarryOutSweep, bool>(carryOut => carryOut.RunAsync(Actor.Portal, ct))).Problem;
    }

    private async Task<double> PageAsync(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var page = await services.GetAsync<ListRequests, QueuePage>(list => list.RunAsync(Officer, new QueueFilter(), null, ct));
        if (!page.IsOk) throw new InvalidOperationException(page.Problem.Code);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private async Task<(TimeSpan Cpu, TimeSpan Wall)> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        var (cpu, wall) = (ProcessorTime.Now(source.IsOnServer), Stopwatch.GetTimestamp());
        await work();
        return (ProcessorTime.Now(source.IsOnServer) - cpu, Stopwatch.GetElapsedTime(wall));
    }

    private static double At(List<double> values, double part) => values.Order().ElementAt((int)Math.Ceiling(values.Count * part) - 1);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Print(params string[] cells) => Console.WriteLine(string.Join("  ", cells.Select(cell => cell.PadLeft(12))));
}

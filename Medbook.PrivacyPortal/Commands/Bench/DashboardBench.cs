using System.Diagnostics;
using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Figures;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>Reads everything that the dashboard shows, as an officer does, and recounts it as the nightly job does: all whole operations.</summary>
internal sealed class DashboardBench(IServiceProvider services, int runs)
{
    private static readonly Actor Officer =
        Actor.SignedIn("bench", SubjectKey.New(), [Role.Officer], confirmed: true, secondFactor: true, session: "bench");

    /// <returns>What kept it from measuring; null where it did.</returns>
    public async Task<Problem?> RunAsync(CancellationToken ct)
    {
        // What is measured is compiled code on a warm database.
        for (var i = 0; i < 10; i++)
        {
            if ((await FiguresAsync(ct)).Problem is { } noFigures) return noFigures;
            if ((await ConcernsAsync(ct)).Problem is { } noConcerns) return noConcerns;
        }

        var (figures, concerns) = (new List<double>(), new List<double>());
        for (var i = 0; i < runs; i++)
        {
            figures.Add(await TimeAsync(() => FiguresAsync(ct)));
            concerns.Add(await TimeAsync(() => ConcernsAsync(ct)));
        }
        var page = figures.Zip(concerns, (one, other) => one + other).ToList();
        Result<int> wrong = 0;
        var recount = await TimeAsync(async () => wrong = await services.GetAsync<CompareFigures, int>(compare => compare.RunAsync(Actor.Portal, ct)));
        if (wrong.Problem is { } failed) return failed;
        Print("", "median ms", "p95 ms");
        Print("figures", Number(At(figures, .5)), Number(At(figures, .95)));
        Print("to look at", Number(At(concerns, .5)), Number(At(concerns, .95)));
        Print("dashboard", Number(At(page, .5)), Number(At(page, .95)));
        Console.WriteLine($"recount: {Number(recount)} ms, {wrong.Value} figures wrong");
        Console.WriteLine($"recount / dashboard: {Number(recount / At(page, .5))}");
        return null;
    }

    private Task<Result<DashboardFigures>> FiguresAsync(CancellationToken ct) => services.GetAsync<ReadDashboard, DashboardFigures>(read => read.RunAsync(Officer, null, ct));

    private Task<Result<Concerns>> ConcernsAsync(CancellationToken ct) => services.GetAsync<ReadConcerns, Concerns>(read => read.RunAsync(Officer, ct));

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double At(List<double> values, double part) => values.Order().ElementAt((int)Math.Ceiling(values.Count * part) - 1);

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static void Print(params string[] cells) => Console.WriteLine(string.Join("  ", cells.Select(cell => cell.PadLeft(12))));
}

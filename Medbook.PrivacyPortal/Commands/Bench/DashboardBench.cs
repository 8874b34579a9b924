using System.Diagnostics;
using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Figures;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>Reads the dashboard as an officer does, and recounts what it shows as the nightly job does: both whole operations.</summary>
internal sealed class DashboardBench(IServiceProvider services, int runs)
{
    private static readonly Actor Officer =
        Actor.SignedIn("bench", SubjectKey.New(), [Role.Officer], confirmed: true, secondFactor: true, session: "bench");

    /// <returns>What kept it from measuring; null where it did.</returns>
    public async Task<Problem?> RunAsync(CancellationToken ct)
    {
        // What is measured is compiled code on a warm database.
        for (var i = 0; i < 5; i++) if ((await ReadAsync(ct)).Problem is { } problem) return problem;

        var times = new List<double>();
        for (var i = 0; i < runs; i++) times.Add(await TimeAsync(() => ReadAsync(ct)));
        Result<int> wrong = 0;
        var recount = await TimeAsync(async () => wrong = await services.GetAsync<CompareFigures, int>(compare => compare.RunAsync(Actor.Portal, ct)));
        if (wrong.Problem is { } failed) return failed;
        Console.WriteLine($"dashboard: median {Number(At(times, .5))} ms, p95 {Number(At(times, .95))} ms");
        Console.WriteLine($"recount: {Number(recount)} ms, {wrong.Value} figures wrong");
        Console.WriteLine($"recount / dashboard: {Number(recount / At(times, .5))}");
        return null;
    }

    private Task<Result<DashboardFigures>> ReadAsync(CancellationToken ct) => services.GetAsync<ReadDashboard, DashboardFigures>(read => read.RunAsync(Officer, null, ct));

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double At(List<double> values, double part) => values.Order().ElementAt((int)Math.Ceiling(values.Count * part) - 1);

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}

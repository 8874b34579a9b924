using System.Diagnostics;
using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Figures;
using Medbook.PrivacyPortal.Operations.PolicyVersions;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>
/// Reads everything that the dashboard shows, as an officer does, and recounts it as the nightly job does: all whole operations.
/// Beside the times stands the work of the processors, which does not grow with what else the machine does.
/// </summary>
/// <param name="services">The portal's services.</param>
/// <param name="runs">How often it is read.</param>
/// <param name="onServer">Whether a server on this machine works for it.</param>
internal sealed class DashboardBench(IServiceProvider services, int runs, bool onServer)
{
    private static readonly Actor Officer =
        Actor.SignedIn("bench", SubjectKey.New(), [Role.Officer], confirmed: true, secondFactor: true, session: "bench");

    /// <returns>What kept it from measuring; null where it did.</returns>
    public async Task<Problem?> RunAsync(CancellationToken ct)
    {
        if (await PublishAsync(ct) is { } notPublished) return notPublished;
        // What is measured is compiled code on a warm database.
        for (var i = 0; i < 10; i++)
        {
            if ((await FiguresAsync(ct)).Problem is { } noFigures) return noFigures;
            if ((await ConcernsAsync(ct)).Problem is { } noConcerns) return noConcerns;
        }

        var (figures, concerns, before) = (new List<double>(), new List<double>(), ProcessorTime.Now(onServer));
        for (var i = 0; i < runs; i++)
        {
            figures.Add(await TimeAsync(() => FiguresAsync(ct)));
            concerns.Add(await TimeAsync(() => ConcernsAsync(ct)));
        }
        var work = (ProcessorTime.Now(onServer) - before) / runs;
        var page = figures.Zip(concerns, (one, other) => one + other).ToList();
        Result<int> wrong = 0;
        var recount = await TimeAsync(async () => wrong = await services.GetAsync<CompareFigures, int>(compare => compare.RunAsync(Actor.Portal, ct)));
        if (wrong.Problem is { } failed) return failed;
        Print("", "least ms", "median ms", "p95 ms");
        Print("figures", figures);
        Print("to look at", concerns);
        Print("dashboard", page);
        Console.WriteLine($"work for one dashboard: {Number(work.TotalMilliseconds)} ms CPU");
        Console.WriteLine($"recount: {Number(recount)} ms, {wrong.Value} figures wrong");
        Console.WriteLine($"recount / dashboard: {Number(recount / At(page, .5))}");
        return null;
    }

    /// <summary>Publishes an official text of the usual length, because the lint reads it.</summary>
    private async Task<Problem?> PublishAsync(CancellationToken ct)
    {
        var articles = Enumerable.Range(1, 10).Select(article => $"{article}. Data\n\n" + string.Join("\n\n", Enumerable.Range(1, 8)
            .Select(paragraph => $"{article}.{paragraph}. We keep your data as long as we need them and no longer. Who uses them, and for what, stands in the register of Medbook. You can ask for them at any time.")));
        var text = string.Join("\n\n", articles);
        var draft = await services.GetAsync<ReadPolicyDraft, PolicyDraftView>(read => read.RunAsync(Officer, ct));
        if (draft.Problem is { } noDraft) return noDraft;
        var saved = await services.GetAsync<SavePolicyDraft, Guid>(save => save.RunAsync(Officer, draft.Value!.Revision, new LocalText(text, text, text), ct));
        if (saved.Problem is { } notSaved) return notSaved;
        var order = new PolicyOrder(IsMaterial: false, "Measured.", BrusselsTime.Today(services.GetRequiredService<TimeProvider>()));
        return (await services.GetAsync<PublishPolicy, int>(publish => publish.RunAsync(Officer, saved.Value, order, ct))).Problem;
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

    private static void Print(string name, List<double> times) => Print(name, Number(times.Min()), Number(At(times, .5)), Number(At(times, .95)));

    private static void Print(params string[] cells) => Console.WriteLine(string.Join("  ", cells.Select(cell => cell.PadLeft(12))));
}

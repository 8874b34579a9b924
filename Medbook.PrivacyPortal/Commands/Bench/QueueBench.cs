using System.Diagnostics;
using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Cases.Queue;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>Reads pages of the queue as an officer does: at the start, and at a late row. Whole operations: permission, counts and rows.</summary>
internal sealed class QueueBench(IServiceProvider services, int runs)
{
    private static readonly Actor Officer =
        Actor.SignedIn("bench", SubjectKey.New(), [Role.Officer], confirmed: true, secondFactor: true, session: "bench");

    /// <param name="lateRow">The row of the open requests at which the late page begins.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>What kept it from measuring; null where it did.</returns>
    public async Task<Problem?> RunAsync(int lateRow, CancellationToken ct)
    {
        var found = await PlaceAsync(lateRow, ct);
        if (found.Problem is { } nowhere) return nowhere;
        var late = found.Value;
        // What is measured is compiled code on a warm database.
        foreach (var place in new[] { null, late })
        {
            for (var i = 0; i < 20; i++) if ((await PageAsync(place, ct)).Problem is { } problem) return problem;
        }

        // In turn, so that the machine's moods meet both.
        var (first, last) = (new List<double>(), new List<double>());
        for (var i = 0; i < runs; i++)
        {
            first.Add(await TimeAsync(null, ct));
            last.Add(await TimeAsync(late, ct));
        }
        Print("page at row", "median ms", "p95 ms");
        Print("1", Number(At(first, .5)), Number(At(first, .95)));
        Print(lateRow.ToString(CultureInfo.InvariantCulture), Number(At(last, .5)), Number(At(last, .95)));
        Console.WriteLine($"late page / first page: {Number(At(last, .5) / At(first, .5))} (medians), {Number(At(last, .95) / At(first, .95))} (p95)");
        return null;
    }

    private async Task<double> TimeAsync(QueuePlace? place, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await PageAsync(place, ct);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private async Task<Result<QueuePage>> PageAsync(QueuePlace? place, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ListRequests>().RunAsync(Officer, new QueueFilter(), place, ct);
    }

    // As an officer would come there: page by page, each from the last row of the one before.
    private async Task<Result<QueuePlace>> PlaceAsync(int row, CancellationToken ct)
    {
        QueuePlace? place = null;
        for (var before = 0; before + ListRequests.PageSize < row; before += ListRequests.PageSize)
        {
            var page = await PageAsync(place, ct);
            if (page.Problem is { } problem) return problem;
            if (page.Value!.Next is not { } next) return new NotFound();
            place = next;
        }
        return place!;
    }

    private static double At(List<double> values, double part) => values.Order().ElementAt((int)Math.Ceiling(values.Count * part) - 1);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Print(params string[] cells) => Console.WriteLine(string.Join("  ", cells.Select(cell => cell.PadLeft(12))));
}

using System.Diagnostics;
using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Operations.Vault;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>Both passes of an extract: the sources read and the classes counted; everybody looked at again and the file written.</summary>
internal sealed class ExtractBench(IServiceProvider services, ExtractSource source)
{
    private const int WarmUpRows = 5_000;

    private static readonly Actor Officer =
        Actor.SignedIn("bench", SubjectKey.New(), [Role.Officer], confirmed: true, secondFactor: true, session: "bench");

    private int studies;

    /// <returns>What kept it from measuring; null where it did.</returns>
    public async Task<Problem?> RunAsync(int[] sizes, CancellationToken ct)
    {
        if ((await services.GetAsync<InitVault, string>(init => init.RunAsync(Actor.Portal, ct))).Problem is { } noKey) return noKey;
        await source.KnowAsync(PeopleOf(sizes.Append(WarmUpRows).Max()), ct);
        // One that is not counted comes first: what is measured is compiled code.
        var warm = await ExtractAsync(WarmUpRows, ct);
        if (!warm.IsOk) return warm.Problem;

        Print("rows", "people", "pass", "s", "rows/s", "peak MB", "above start");
        var measured = new List<(Measured Read, Measured Release)>();
        foreach (var size in sizes)
        {
            var extract = await ExtractAsync(size, ct);
            if (!extract.IsOk) return extract.Problem;
            measured.Add(extract.Value);
            Show(size, "read", extract.Value.Read);
            Show(size, "release", extract.Value.Release);
        }
        if (sizes.Length > 1)
        {
            Console.WriteLine($"peak({sizes[^1]}) / peak({sizes[0]}) = {Ratio(measured[^1].Read, measured[0].Read)} (read), {Ratio(measured[^1].Release, measured[0].Release)} (release)");
        }
        return null;
    }

    /// <summary>The people who have so many rows.</summary>
    public static int PeopleOf(int rows) => Math.Max(1, rows / ExtractSource.RowsEach);

    private async Task<Result<(Measured Read, Measured Release)>> ExtractAsync(int rows, CancellationToken ct)
    {
        var published = await PublishAsync(ct);
        if (!published.IsOk) return published.Problem;
        await source.AgreeAsync(Study.PurposeOf(published.Value), ++studies, PeopleOf(rows), ct);

        var id = Guid.CreateVersion7();
        if ((await services.GetAsync<AskForExtract>(ask => ask.RunAsync(Officer, published.Value, id, ExtractFormat.Csv, ct))).Problem is { } notAsked) return notAsked;
        var read = await MeasureAsync(() => services.GetAsync<MakeExtract, bool>(make => make.RunAsync(Actor.Portal, ct)));
        var prepared = await FindAsync(published.Value, id, ct);
        if (prepared.State is not ExtractState.Prepared) return prepared.Failure?.Problem() ?? new ExtractNotPrepared();
        if ((await services.GetAsync<AskForRelease>(ask => ask.RunAsync(Officer, id, prepared.Revision, ct))).Problem is { } notReleased) return notReleased;
        var release = await MeasureAsync(() => services.GetAsync<ReleaseExtract, bool>(make => make.RunAsync(Actor.Portal, ct)));
        var released = await FindAsync(published.Value, id, ct);
        if (released.State is not ExtractState.Released) return released.Failure?.Problem() ?? new ExtractNotPrepared();
        return (read, release);
    }

    private async Task<Result<Guid>> PublishAsync(CancellationToken ct)
    {
        var (id, today) = (Guid.CreateVersion7(), BrusselsTime.Today(TimeProvider.System));
        var plan = new StudyPlan
        {
            Title = new("Bench", "Bench", "Bench"), Goal = new("Measured.", "Gemeten.", "Mesuré."), Partner = "Bench", PartnerAddress = "bench@localhost.example",
            EthicsReference = "bench", From = today.AddDays(-1), Until = today.AddDays(1), K = 5, MostSuppressed = 20,
            Fields =
            [
                new(ExtractSource.Name, "members", "born", new FieldRule(FieldRuleKind.Years, 10), true),
                new(ExtractSource.Name, "members", "town", new FieldRule(FieldRuleKind.FirstCharacters, 1), true),
                new(ExtractSource.Name, "events", "at", new FieldRule(FieldRuleKind.Month), false),
                new(ExtractSource.Name, "events", "kind", FieldRule.AsIs, false),
                new(ExtractSource.Name, "events", "minutes", new FieldRule(FieldRuleKind.Band, 30), false),
            ],
        };
        var saved = await services.GetAsync<SaveStudy, Guid>(save => save.RunAsync(Officer, id, plan, null, ct));
        if (!saved.IsOk) return saved.Problem;
        var published = await services.GetAsync<PublishStudy, Guid>(publish => publish.RunAsync(Officer, new SeenStudy(id, saved.Value), StudyChange.First, ct));
        return published.IsOk ? id : published.Problem;
    }

    private async Task<ResearchExtract> FindAsync(Guid study, Guid id, CancellationToken ct)
    {
        var list = await services.GetAsync<ListExtracts, StudyExtracts>(read => read.RunAsync(Officer, study, ct));
        return list.Value!.Extracts.Single(extract => extract.Id == id);
    }

    private static async Task<Measured> MeasureAsync(Func<Task<Result<bool>>> work)
    {
        var (start, began) = (ProcessMemory.Settle(), Stopwatch.GetTimestamp());
        var done = await work();
        if (!done.IsOk) throw new InvalidOperationException(done.Problem.Code);
        return new Measured(Stopwatch.GetElapsedTime(began), ProcessMemory.Peak(), start);
    }

    private static void Show(int rows, string pass, Measured measured) => Print(
        $"{rows}", $"{PeopleOf(rows)}", pass, Number(measured.Wall.TotalSeconds), $"{rows / measured.Wall.TotalSeconds:0}", Megabytes(measured.Peak), Megabytes(measured.Peak - measured.Start));

    private static string Ratio(Measured one, Measured other) => Number(one.Peak / (double)other.Peak);

    private static string Megabytes(long bytes) => Number(bytes / 1024.0 / 1024);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Print(params string[] cells) => Console.WriteLine(string.Join("  ", cells.Select(cell => cell.PadLeft(12))));

    private sealed record Measured(TimeSpan Wall, long Peak, long Start);
}

using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Asks a system what an erasing would still change in a dataset.</summary>
internal sealed class SystemPlan(SystemClient client, string source, Dataset dataset, Reach reach)
{
    // An answer is kept in memory on both sides.
    private const int MostRows = 2000;

    private readonly string? period = reach.TellsPeriods && dataset.Retention is { Rule: RetentionRule.Period, Anchor: { } anchor } ? anchor.Column : null;

    /// <summary>What is done, part by part; nothing where an erasing does nothing to the dataset.</summary>
    public IReadOnlyList<SystemPart> Parts { get; } = SystemPart.Of(dataset, reach);

    /// <summary>A page of rows by key.</summary>
    /// <param name="after">The last key of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ErasableRow>> PageAsync(string? after, int limit, CancellationToken ct)
    {
        var rows = new List<ErasableRow>();
        if (Parts.Count == 0) return rows;
        var (whole, seen) = (Whole(), new HashSet<string>());
        if (after is not null) seen.Add(after);
        for (var more = true; more && rows.Count < limit;)
        {
            var asked = Math.Min(limit - rows.Count, MostRows);
            var page = (await AskAsync(whole, after is null ? null : KeyText.Split(after, dataset.Key.Count), asked, ct)).Rows.Select(Row).ToList();
            // A system that turns back would be asked for ever.
            if (!page.TrueForAll(row => seen.Add(row.Key))) throw SystemFailure.NoAnswer.Of(source);
            var meant = IsWhole ? null : await MeantAsync([.. page.Select(row => row.Key)], ct);
            rows.AddRange(page.Where(row => meant is null || meant.Contains(row.Key)));
            more = page.Count == asked;
            if (more) after = page[^1].Key;
        }
        return rows;
    }

    /// <summary>How many rows it would still change.</summary>
    /// <param name="among">Keys among which they are counted; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<long> CountAsync(IReadOnlyList<string>? among, CancellationToken ct)
    {
        if (Parts.Count == 0) return 0;
        if (among is null) return IsWhole ? (await AskAsync(Parts[0], after: null, limit: 0, ct)).Count : (await PageAsync(after: null, int.MaxValue, ct)).Count;
        return (await MeantAsync(among, ct)).Count;
    }

    /// <summary>Of some rows, those that a part is done to now. A text that is no key of the dataset is none of them.</summary>
    public async Task<IReadOnlyCollection<string>> MeantAsync(SystemPart part, IReadOnlyList<string> keys, CancellationToken ct)
    {
        var meant = new HashSet<string>();
        foreach (var some in keys.Where(IsKey).Chunk(MostRows))
        {
            var answer = await AskAsync(part with { Rows = Named(part, some) }, after: null, some.Length, ct);
            var (found, asked) = (answer.Rows.Select(Row).ToList(), some.ToHashSet());
            if (answer.Count != found.Count || !found.TrueForAll(row => asked.Contains(row.Key))) throw SystemFailure.NoAnswer.Of(source);
            meant.UnionWith(found.Where(row => !(part.OnlyAlone && row.OthersToo)).Select(row => row.Key));
        }
        return meant;
    }

    /// <summary>Whether a text can be the key of a row.</summary>
    public bool IsKey(string key) => KeyText.Split(key, dataset.Key.Count) is not null;

    /// <summary>Of the rows of a part, those with some keys.</summary>
    public SystemRows Named(SystemPart part, IEnumerable<string> keys) => part.Rows with { Keys = [.. keys.Select(key => KeyText.Split(key, dataset.Key.Count)!)] };

    // One question says it all: nothing depends on the role a person has.
    private bool IsWhole => Parts is [{ OnlyAlone: false }];

    // All rows that any of the parts may be done to, in one order.
    private SystemPart Whole() => IsWhole ? Parts[0] : new(
        Parts[0].Rows with { Role = null },
        Parts.Any(part => part.Erasure.Takes) ? new(Takes: true, []) : new(Takes: false, [.. Parts.SelectMany(part => part.Erasure.Fields)]));

    private async Task<IReadOnlyCollection<string>> MeantAsync(IReadOnlyList<string> keys, CancellationToken ct)
    {
        var meant = new HashSet<string>();
        foreach (var part in Parts) meant.UnionWith(await MeantAsync(part, keys, ct));
        return meant;
    }

    private Task<PlanAnswer> AskAsync(SystemPart part, IReadOnlyList<string>? after, int limit, CancellationToken ct) =>
        client.PlanAsync(new(dataset.Table, part.Rows, part.Erasure, period, after, limit), ct);

    private ErasableRow Row(PlannedRow row)
    {
        if (row.Key.Count != dataset.Key.Count) throw SystemFailure.NoAnswer.Of(source);
        var end = period is null || row.Begun is not { } begun ? (DateOnly?)null : dataset.Retention.Period!.Value.EndFrom(begun);
        return new(KeyText.Join(row.Key), end, PeriodBegun: end is not null || !reach.TellsPeriods, row.OthersToo && reach.TellsPeriods);
    }
}

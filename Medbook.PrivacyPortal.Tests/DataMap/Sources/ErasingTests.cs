using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

/// <summary>Base of tests that erase the person 42 in a real source; 7 is somebody else.</summary>
public abstract class ErasingTests(Provider provider) : SourceTests(provider)
{
    /// <summary>What every dataset needs, without its retention.</summary>
    protected const string Without = """ "label": "Records", "category": "identity", "activities": ["account"], "origin": "provided" """;

    /// <summary>Opens a source for erasing and does something with it.</summary>
    protected static async Task<T> WithAsync<T>(LiveSource source, Func<SourceErasing, Task<T>> use)
    {
        await using var erasing = await source.OpenForErasureAsync(None);
        return await use(erasing);
    }

    /// <summary>The rows that an erasure would change, by key, in pages of two.</summary>
    protected static Task<List<ErasableRow>> FindAsync(LiveSource source, string dataset, PersonKey? person = null) => WithAsync(source, async erasing =>
    {
        var rows = new List<ErasableRow>();
        while (await erasing.FindAsync(source.Map.Find(dataset)!, person ?? Person(), rows.LastOrDefault()?.Key, 2, None) is { Count: > 0 } page) rows.AddRange(page);
        return rows;
    });

    /// <summary>The keys of those rows.</summary>
    protected static async Task<string> FoundAsync(LiveSource source, string dataset, PersonKey? person = null) =>
        string.Join(' ', (await FindAsync(source, dataset, person)).Select(row => row.Key));

    /// <summary>Erases rows in one call, and says what became of each.</summary>
    protected static Task<string> EraseAsync(LiveSource source, string dataset, params string[] keys) => WithAsync(source, async erasing =>
    {
        var rows = await erasing.EraseAsync(source.Map.Find(dataset)!, Person(), keys, None);
        return string.Join(' ', rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key}:{row.Outcome}"));
    });

    /// <summary>Erases everything of the person, and says what became of the rows of each dataset, in the order of the erasure.</summary>
    protected static Task<string> EraseWholeAsync(LiveSource source, int batch = 3) => WithAsync(source, async erasing =>
    {
        var outcomes = await WholeErasure.RunAsync(erasing, Person(), batch);
        return string.Join(", ", outcomes.Select(dataset =>
            $"{dataset.Key} {string.Join(' ', dataset.Value.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key}:{row.Outcome}"))}".Trim()));
    });

    /// <summary>What an erasure would still change, by dataset.</summary>
    protected static Task<IReadOnlyDictionary<string, long>> LeftAsync(LiveSource source) => WithAsync(source, erasing => WholeErasure.LeftAsync(erasing, Person()));

    /// <summary>All rows of a table.</summary>
    protected async Task<List<string>> TableAsync(string table)
    {
        await using var connection = await ConnectAsync();
        return await WholeErasure.RowsAsync(connection, table);
    }
}

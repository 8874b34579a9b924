using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

/// <summary>Base of tests that read and write a system as a source of the map: the newsletter, whose person 1 is the reader.</summary>
public abstract class SystemSourceTests : IAsyncLifetime
{
    private protected static PersonKey Reader { get; } = new("contacts", ["1"]);

    private protected static PersonKey OtherReader { get; } = new("contacts", ["2"]);

    protected static CancellationToken None => CancellationToken.None;

    private protected TestSystem News { get; private set; } = null!;

    protected LiveSource Source { get; private set; } = null!;

    protected virtual string MapJson => NewsletterMap.Json;

    public async Task InitializeAsync()
    {
        News = await TestSystem.StartAsync(Newsletter.Tables());
        Source = NewsletterMap.Source(News, MapJson);
    }

    public async Task DisposeAsync()
    {
        await Source.DisposeAsync();
        await News.DisposeAsync();
    }

    protected Dataset Dataset(string id) => Source.Map.Find(id)!;

    protected RowQuery Query(string dataset, OthersData others = OthersData.Show, PersonKey? person = null) => new(Dataset(dataset), person ?? Reader, others);

    protected async Task<T> ReadAsync<T>(Func<SourceReading, Task<T>> read)
    {
        await using var reading = await Source.OpenAsync(None);
        return await read(reading);
    }

    protected Task<List<SourceRow>> RowsAsync(RowQuery query) => ReadAsync(async reading =>
    {
        var rows = new List<SourceRow>();
        await foreach (var row in reading.StreamAsync(query, None)) rows.Add(row);
        return rows;
    });

    protected async Task<T> EraseAsync<T>(Func<SourceErasing, Task<T>> erase)
    {
        await using var erasing = await Source.OpenForErasureAsync(None);
        return await erase(erasing);
    }

    /// <summary>The keys of all rows a table has now.</summary>
    protected IEnumerable<string> Keys(string table) => News.Tables[table].Rows.Select(row => string.Join('&', News.Tables[table].KeyOf(row)));
}

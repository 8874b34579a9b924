namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>All sources of the loaded map, with their live databases.</summary>
public sealed class SourceCatalog : IAsyncDisposable
{
    internal SourceCatalog(IEnumerable<LiveSource> sources) => All = [.. sources];

    /// <summary>The sources, in the order of the map; the portal's own comes last.</summary>
    public IReadOnlyList<LiveSource> All { get; }

    /// <summary>The source of a name; null where the map has none.</summary>
    public LiveSource? Find(string name) => All.FirstOrDefault(source => source.Name == name);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var source in All) await source.DisposeAsync();
    }
}

using System.Collections.Concurrent;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>What a check of one source came to.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Unavailable">Why it could not be looked at, and the mend; null where it could.</param>
/// <param name="Findings">In what it differs from the map.</param>
public sealed record SourceReport(string Source, string? Unavailable, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether it was looked at and fits.</summary>
    public bool Fits => Unavailable is null && Findings.Count == 0;

    /// <summary>What there is to say, a line each.</summary>
    public IEnumerable<string> Lines => Unavailable is null ? Findings.Select(f => f.ToString()) : [$"{Source}: {Unavailable}"];
}

/// <summary>Compares the map with the live databases, and keeps what it found on each source.</summary>
public sealed class MapCheck(SourceCatalog catalog)
{
    private readonly ConcurrentDictionary<string, SourceReport> last = new();

    /// <summary>What the last check of each source came to; one that was never checked is not among them.</summary>
    public IReadOnlyDictionary<string, SourceReport> Last => last;

    /// <summary>Checks every source.</summary>
    public async Task<IReadOnlyList<SourceReport>> RunAsync(CancellationToken ct)
    {
        var reports = new List<SourceReport>();
        foreach (var source in catalog.All) reports.Add(await RunAsync(source, ct));
        return reports;
    }

    /// <summary>Checks the sources of the operator: the portal's own tables are as its migrations make them.</summary>
    public async Task<IReadOnlyList<SourceReport>> RunOperatorsAsync(CancellationToken ct)
    {
        var reports = new List<SourceReport>();
        foreach (var source in catalog.All.Where(s => s.Name != Map.PortalSource)) reports.Add(await RunAsync(source, ct));
        return reports;
    }

    /// <summary>Checks again what could not be reached or did not fit the last time.</summary>
    public async Task<IReadOnlyList<SourceReport>> RetryAsync(CancellationToken ct)
    {
        var reports = new List<SourceReport>();
        foreach (var source in catalog.All.Where(s => last.TryGetValue(s.Name, out var report) && !report.Fits)) reports.Add(await RunAsync(source, ct));
        return reports;
    }

    private async Task<SourceReport> RunAsync(LiveSource source, CancellationToken ct)
    {
        SourceReport report;
        try
        {
            report = new(source.Name, null, await SourceCheck.RunAsync(source, ct));
            source.RecordDrift([.. report.Lines]);
        }
        catch (SourceException unavailable)
        {
            report = new(source.Name, SourceFaults.Sentence(source.Map, unavailable.Fault), []);
        }
        return last[source.Name] = report;
    }
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Links;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>What was read of one source for a person: kinds of record with at least one record, or that could not be counted.</summary>
internal sealed record SourceHoldings(HeldSource Source, IReadOnlyList<HeldDataset> Datasets)
{
    /// <summary>Counts what a source holds about a person; a source that fails is said to, and takes nothing away from the others.</summary>
    /// <param name="person">The person in the source.</param>
    /// <param name="failed">Told what could not be read: the dataset's id, or <c>all</c>.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<SourceHoldings> ReadAsync(PersonInSource person, Action<SourceException, string> failed, CancellationToken ct)
    {
        var map = person.Source.Map;
        if (person.Person is not { } key) return new(new HeldSource(map, NotLinked(person)), []);
        try
        {
            await using var reading = await person.Source.OpenAsync(ct);
            var read = new List<HeldDataset>();
            foreach (var dataset in map.Datasets.Where(d => d.People.Count > 0 && d.CopyOf is null))
            {
                read.Add(new HeldDataset(map, dataset, await SummariseAsync(reading, dataset, key, failed, ct)));
            }
            var isWhole = read.All(d => d.Summary is not null);
            return new(new HeldSource(map, isWhole ? SourceState.Shown : SourceState.Incomplete), [.. read.Where(d => d.Summary is not { Count: 0 })]);
        }
        catch (SourceException fault)
        {
            failed(fault, "all");
            return new(new HeldSource(map, SourceState.Unavailable), []);
        }
    }

    // Where a source could not be asked at the sign-in, nobody knows yet whether it has records of the person.
    private static SourceState NotLinked(PersonInSource person) => person.Outcome switch
    {
        LinkOutcome.SeveralMatches or LinkOutcome.TakenByAnother => SourceState.PersonUnclear,
        LinkOutcome.Unlinked => SourceState.NoRecord,
        LinkOutcome.NoMatch or LinkOutcome.Linked => person.Source.Fault is null ? SourceState.NoRecord : SourceState.Unavailable,
    };

    private static async Task<DatasetSummary?> SummariseAsync(
        SourceReading reading, Dataset dataset, PersonKey person, Action<SourceException, string> failed, CancellationToken ct)
    {
        try
        {
            return await reading.SummariseAsync(dataset, person, ct);
        }
        catch (SourceException fault)
        {
            failed(fault, dataset.Id);
            return null;
        }
    }
}

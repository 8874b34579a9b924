using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>Puts what one source holds about the person into an archive.</summary>
internal sealed class SourceCopy(CopyArchive archive, CopyOrder order, CopyWords words, CopyMeter meter, ILogger log)
{
    private int pageText;

    /// <summary>Reads the source; where it fails, what it gave before stays and the answer says so.</summary>
    public async Task<CopyPageSource> WriteAsync(PersonInSource person, SourceHoldings holdings, CancellationToken ct)
    {
        var parts = new List<CopyPagePart>();
        var copied = await WriteAsync(person, holdings, parts, ct);
        return new CopyPageSource(person.Source.Map, copied, parts);
    }

    private async Task<CopiedSource> WriteAsync(PersonInSource person, SourceHoldings holdings, List<CopyPagePart> parts, CancellationToken ct)
    {
        var source = person.Source;
        if (person.Person is null) return new CopiedSource(source.Name, CopyStatus.NotLinked, null, []);

        var datasets = new List<CopiedDataset>();
        SourceFault? fault = source.Drift.Count > 0 ? SourceFault.SchemaDiffers : null;
        try
        {
            // One reading is one snapshot: the JSON and the CSV file of a dataset hold the same rows.
            await using var reading = await source.OpenAsync(ct);
            log.SourceOpened(source.Name);
            foreach (var scope in CopyScope.Of(source.Map, order))
            {
                var gate = new FreeTextGate(order, source.Name, scope);
                var expected = holdings.Datasets.FirstOrDefault(held => ReferenceEquals(held.Dataset, scope.Dataset))?.Summary?.Count ?? 0;
                await meter.BeginAsync(source.Name, scope.Dataset.Id, expected, DatasetCopy.ReadingsFor(expected), ct);
                var page = new RowsAsHtml(words.Texts, words.Values, scope.Dataset, gate.Written, isOne: expected == 1, CopyPage.MostText - pageText);
                var dataset = new DatasetCopy(archive, reading, source.Name, scope, person.Person, gate, page, meter, log);
                datasets.Add(await dataset.WriteAsync(expected, ct));
                parts.Add(new CopyPagePart(scope.Dataset, page, datasets[^1]));
                pageText += page.Length;
                meter.End(datasets[^1].Rows);
                fault ??= dataset.Fault;
            }
        }
        catch (SourceUnavailableException unavailable)
        {
            log.SourceFailed(source.Name, "all", unavailable.Fault, unavailable.EngineCode);
            return new CopiedSource(source.Name, CopyStatus.Failed, unavailable.Fault.ToString(), datasets);
        }
        var status = fault is null ? CopyStatus.Complete
            : datasets.All(dataset => dataset.Status == CopyStatus.Failed) ? CopyStatus.Failed : CopyStatus.Partial;
        return new CopiedSource(source.Name, status, fault?.ToString(), datasets);
    }
}

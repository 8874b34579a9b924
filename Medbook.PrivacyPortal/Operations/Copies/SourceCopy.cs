using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>Puts what one source holds about the person into an archive.</summary>
internal sealed class SourceCopy(CopyArchive archive, CopyOrder order, CopyMeter meter, ILogger log)
{
    /// <summary>Reads the source; where it fails, what it gave before stays and the answer says so.</summary>
    public async Task<CopiedSource> WriteAsync(PersonInSource person, CancellationToken ct)
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
                await meter.BeginAsync(source.Name, scope.Dataset.Id, ct);
                var gate = new FreeTextGate(order, source.Name, scope);
                var dataset = new DatasetCopy(archive, reading, source.Name, scope, person.Person, gate, meter, log);
                datasets.Add(await dataset.WriteAsync(ct));
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

using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>Compares one source with its part of the map: what its database declares, and what is stored in it.</summary>
internal static class SourceCheck
{
    /// <summary>All differences.</summary>
    /// <exception cref="SourceException">The source cannot be reached, or broke off.</exception>
    public static async Task<IReadOnlyList<Finding>> RunAsync(LiveSource source, CancellationToken ct)
    {
        var live = await source.ReadSchemaAsync(ct);
        var findings = new Findings(source.Map);
        SchemaCheck.Compare(source.Map, live, findings);
        // A query over a table or column that is not there would only say so again.
        if (!findings.All.Any(f => f.Kind is FindingKind.MissingTable or FindingKind.MissingColumn or FindingKind.PathBroken))
        {
            await using var reading = await source.OpenAsync(ct);
            foreach (var dataset in source.Map.Datasets)
            {
                await CheckValuesAsync(reading, dataset, findings, ct);
                await CheckAnchorAsync(reading, dataset, findings, ct);
            }
        }
        return findings.All;
    }

    private static async Task CheckValuesAsync(SourceReading reading, Dataset dataset, Findings findings, CancellationToken ct)
    {
        var places = MapRules.Places(dataset, $"datasets.{dataset.Id}").DistinctBy(p => p.Field).ToDictionary(p => p.Field, p => p.Place);
        foreach (var misfit in await reading.FindMisfitsAsync(dataset.Table, dataset, dataset.AllFields, ct))
        {
            findings.Add(FindingKind.ValuesDiffer, places[misfit.Field], $"{HowMany(misfit)} no {TypeCheck.Said(misfit.Field)}. Correct the type, or list under \"empty\" what means nothing.");
        }
    }

    private static async Task CheckAnchorAsync(SourceReading reading, Dataset dataset, Findings findings, CancellationToken ct)
    {
        if (dataset.Retention.Anchor is not { } anchor) return;
        var table = anchor.Steps.Count == 0 ? dataset.Table : anchor.Steps[^1].Table;
        var column = DateWords.FieldOf(anchor);
        foreach (var misfit in await reading.FindMisfitsAsync(table, anchor.Steps.Count == 0 ? dataset : null, [column], ct))
        {
            findings.Add(FindingKind.AnchorNoDate, $"datasets.{dataset.Id}.retention.from",
                $"A period starts from a date. {HowMany(misfit)} no {TypeCheck.Said(column)} in '{table}.{anchor.Column}'. Name a column with a date, or say with \"stored\" how the date is kept.");
        }
    }

    private static string HowMany(Misfit misfit) => misfit switch
    {
        { All: true, Rows: 1 } => "1 row holds",
        { All: true } => $"{misfit.Rows} rows hold",
        _ => "Some of the rows looked at hold",
    };
}

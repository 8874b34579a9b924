namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class RefusesUnknownTables() : SystemPromise("A question about a table that there is not is refused (404 or 422).")
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        var unknown = $"no_table_{Guid.NewGuid():n}";
        return Finding.Of(
            Unless(SourceFault.SchemaDiffers, await FailureAsync(() => trial.ExportAsync(new(unknown, new(), []), ct)))
            ?? Unless(SourceFault.SchemaDiffers, await FailureAsync(() => trial.Client.PlanAsync(new(unknown, new(), new(Takes: true, []), null, null, 0), ct))));
    }
}

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

/// <summary>Tried with corrections of a row that there is not, so that nothing changes.</summary>
internal sealed class TakesAKeyForOneChange() : SystemPromise("An idempotency key gives the same answer again, and is refused for another change (409).")
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        if (trial.Nobody() is not { } nobody || trial.Tables.FirstOrDefault(table => table.Key.Count > 0) is not { } table)
            return Finding.NotTried("The map has no identity for this source, or no table with a key.");
        var order = new RectifyOrder(
            table.Name, nobody.ToString(), [.. table.Key.Select(_ => "-1")], table.Fields[0].Name, SystemJson.Nothing, SystemJson.Nothing, DryRun: true);
        var key = SystemTrial.NewKey();
        var first = await trial.Client.RectifyAsync(order, key, ct);
        var second = await trial.Client.RectifyAsync(order, key, ct);
        if (first.Outcome != "missing") return Finding.Broken($"A row of nobody was {first.Outcome}.");
        if (second.Outcome != first.Outcome) return Finding.Broken($"It answered {first.Outcome}, and then {second.Outcome}.");
        return Finding.Of(Unless(SourceFault.ConstraintRefuses, await FailureAsync(() => trial.Client.RectifyAsync(order with { DryRun = false }, key, ct))));
    }
}

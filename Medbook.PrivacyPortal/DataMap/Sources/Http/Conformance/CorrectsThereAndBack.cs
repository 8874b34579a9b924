namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class CorrectsThereAndBack() : SystemPromise("rectify changes a value that is the expected one (changed), once (same), and back again.", PromiseNeed.Writing)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        if (await TrialValue.OfAsync(trial, ct) is not { } value) return Finding.NotTried("The person has no text that the map lets anybody correct.");
        if (!await value.HoldsAsync(trial, value.Original, ct)) return Finding.NotTried("The value is no longer the one that was read.");
        var there = await value.RectifyAsync(trial, value.Original, value.Another, dryRun: false, ct);
        var isThere = await value.HoldsAsync(trial, value.Another, ct);
        var again = await value.RectifyAsync(trial, value.Original, value.Another, dryRun: false, ct);
        var back = await value.RectifyAsync(trial, value.Another, value.Original, dryRun: false, ct);
        if (!isThere) return Finding.Broken($"It answered {there.Outcome}, and the row does not hold the new value.");
        if (!await value.HoldsAsync(trial, value.Original, ct)) return Finding.Broken($"On the way back it answered {back.Outcome}, and the row does not hold the old value.");
        return Finding.Of((there.Outcome, again.Outcome, back.Outcome) == ("changed", "same", "changed")
            ? null : $"It answered {there.Outcome}, {again.Outcome} and {back.Outcome}.");
    }
}

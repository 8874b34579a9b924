namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class LeavesOtherValues() : SystemPromise("rectify leaves a value that is not the expected one (other), and changes nothing where it is only asked.", PromiseNeed.Writing)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        if (await TrialValue.OfAsync(trial, ct) is not { } value) return Finding.NotTried("The person has no text that the map lets anybody correct.");
        var dry = await value.RectifyAsync(trial, value.Original, value.Another, dryRun: true, ct);
        if (dry.Outcome != "changed") return Finding.Broken($"A correction that was only asked about was {dry.Outcome}.");
        if (!await value.HoldsAsync(trial, value.Original, ct)) return Finding.Broken("It changed where it was only asked.");
        var other = await value.RectifyAsync(trial, value.Original + value.Another, value.Another, dryRun: false, ct);
        if (!await value.HoldsAsync(trial, value.Original, ct)) return Finding.Broken("It changed a value that was not the expected one.");
        return Finding.Of(other.Outcome == "other" ? null : $"It answered {other.Outcome}.");
    }
}

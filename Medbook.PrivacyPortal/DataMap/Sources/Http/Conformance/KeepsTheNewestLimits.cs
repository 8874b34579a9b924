namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class KeepsTheNewestLimits() : SystemPromise("restrict goes by the highest revision it heard of.", PromiseNeed.Writing)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        // The portal counts its revisions in milliseconds, too.
        var revision = trial.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var order = new RestrictOrder(trial.Person, [], [.. trial.Tables.Select(table => table.Name).Take(1)], revision);
        var first = await trial.Client.RestrictAsync(order, SystemTrial.NewKey(), ct);
        var older = await trial.Client.RestrictAsync(order with { Tables = [], Revision = revision - 1 }, SystemTrial.NewKey(), ct);
        var lastly = await trial.Client.RestrictAsync(order with { Tables = [], Revision = revision + 1 }, SystemTrial.NewKey(), ct);
        return Finding.Of(first.Revision != revision ? "It goes by a revision of which nobody told it."
            : older.Revision != revision ? "It went back to an older revision."
            : lastly.Revision != revision + 1 ? "It does not go by the newest revision." : null);
    }
}

using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Rectifying;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>
/// One change of a value in a system. What was shown to somebody is a text for people, so the value is read once more and judged here;
/// the system is then told to change exactly what was read.
/// </summary>
internal sealed class SystemCell(Source source, LiveSchema schema, SystemClient client, CellChange change)
{
    private readonly CellJudge judge = new(source, schema, change);

    private readonly LineReader lines = new(source.Name, new RowQuery(change.Dataset, change.Person, OthersData.Show) { Fields = [change.Field] });

    /// <summary>Changes it, or asks what would become of it.</summary>
    /// <param name="dryRun">Whether it is only asked.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CellOutcome> AskAsync(bool dryRun, CancellationToken ct)
    {
        judge.CheckSchema(schemaDiffers: () => { });
        if (!judge.CanLook || KeyText.Split(change.Key, change.Dataset.Key.Count) is not { } key) return CellOutcome.Hindered(judge.Obstacle ?? CorrectionObstacle.NoRecord);
        var (row, shown) = await LookAsync(key, ct);
        var outcome = judge.Judge(row);
        if (outcome.State != CellState.AsShown) return outcome;

        var order = new RectifyOrder(change.Dataset.Table, change.Person.ToString(), key, change.Field.Column, shown, Proposed(), dryRun);
        var answer = await OrderAsync(order, ct);
        return answer?.Outcome switch
        {
            "changed" when !dryRun => await ProvedAsync(outcome, key, ct),
            "changed" => outcome,
            "same" => outcome with { State = CellState.AsProposed },
            // Somebody was faster.
            "other" => judge.Judge((await LookAsync(key, ct)).Row) is { State: not CellState.AsShown } now ? now : throw SystemFailure.NoAnswer.Of(source.Name),
            "missing" => CellOutcome.Hindered(CorrectionObstacle.RecordGone),
            _ => CellOutcome.Hindered(CorrectionObstacle.Refused, outcome.Found),
        };
    }

    private async Task<(SourceRow? Row, JsonElement Value)> LookAsync(IReadOnlyList<string> key, CancellationToken ct)
    {
        (SourceRow? Row, JsonElement Value) found = (null, SystemJson.Nothing);
        var question = lines.Question with { Rows = lines.Question.Rows with { Keys = [key] }, Limit = 1 };
        // The field itself is the first that is asked for.
        await foreach (var line in client.ExportAsync(question, ct)) found = (lines.Read(line), line.Values![0]);
        return found.Row is null || found.Row.Key == KeyText.Join(key) ? found : throw SystemFailure.NoAnswer.Of(source.Name);
    }

    private async Task<RectifyAnswer?> OrderAsync(RectifyOrder order, CancellationToken ct)
    {
        try
        {
            return await client.RectifyAsync(order, Guid.CreateVersion7().ToString(), ct);
        }
        catch (SourceFailedException e) when (e.Fault is SourceFault.ConstraintRefuses)
        {
            return null;
        }
    }

    // A rounding, a padding, a system that says so and did nothing: what stands there now is what was granted, or nobody says it was done.
    private async Task<CellOutcome> ProvedAsync(CellOutcome outcome, IReadOnlyList<string> key, CancellationToken ct) =>
        judge.Judge((await LookAsync(key, ct)).Row).State == CellState.AsProposed ? outcome : throw new SourceFailedException(source.Name, SourceFault.ValueDoesNotFit);

    // Where something has to stand in the field, no character is nothing.
    private JsonElement Proposed() => SystemValue.Of(judge.Typed() ?? (judge.MayBeNull ? null : ""));
}

using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Erasure;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>What a sweep did, so that it can be shown to anybody. It names no person and no record.</summary>
/// <param name="Format">Of this document.</param>
/// <param name="Sweep">The sweep.</param>
/// <param name="Day">The day it was made on, in Brussels: periods that ended before it were over.</param>
/// <param name="ApprovedAt">When it was approved (UTC).</param>
/// <param name="ApprovedBy">By how many officers.</param>
/// <param name="DoneAt">When a whole pass had found nothing left (UTC).</param>
/// <param name="Ledger">Where the ledger of destructions stood then: it names every record with a key that went.</param>
/// <param name="Sources">What was done in each source.</param>
/// <remarks>Rules D2 and D3; GDPR 5(1)(e) and 5(2).</remarks>
public sealed record SweepCertificate(
    string Format, Guid Sweep, DateOnly Day, DateTimeOffset ApprovedAt, int ApprovedBy, DateTimeOffset DoneAt, LedgerPlace Ledger, IReadOnlyList<SweptSource> Sources)
{
    /// <summary>The format that is written.</summary>
    public const string CurrentFormat = "medbook-retention/1";

    internal static SweepCertificate Of(RetentionSweep sweep, ErasureOutcome done, LedgerPlace ledger, DateTimeOffset now) => new(
        CurrentFormat, sweep.Id, sweep.Day, sweep.ApprovedAt!.Value, sweep.SecondBy is null ? 1 : 2, now, ledger,
        [.. sweep.Lines.GroupBy(line => line.Source).Select(lines => new SweptSource(
            lines.Key, done.BytesGoneFrom(lines.Key), [.. lines.Select(line => SweptDataset.Of(line, done.Steps))]))]);
}

/// <summary>What was done in one source.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="BytesGone">Whether its files hold no byte of what went; null where its engine promises only that no query finds it, and where nothing went.</param>
/// <param name="Datasets">What was done to each kind of record.</param>
public sealed record SweptSource(string Name, bool? BytesGone, IReadOnlyList<SweptDataset> Datasets);

/// <summary>What was done to the records of one kind.</summary>
/// <param name="Id">Identifier of the dataset.</param>
/// <param name="BegunBy">The last day on which a period began that had ended.</param>
/// <param name="Due">How many there were when it was approved.</param>
/// <param name="Deleted">How many were deleted.</param>
/// <param name="Changed">How many stayed without what pointed to a person.</param>
/// <param name="Held">How many a hold, a restriction or an open request keeps.</param>
/// <param name="Needed">How many stay because a record that is kept needs them.</param>
/// <param name="Skipped">How many were due when it was approved and were not when it was their turn: changed, or gone by then.</param>
/// <param name="Left">How many a last look found that should have gone.</param>
public sealed record SweptDataset(string Id, DateOnly BegunBy, long Due, long Deleted, long Changed, long Held, long Needed, long Skipped, long Left)
{
    internal static SweptDataset Of(SweepLine line, IReadOnlyList<ErasureStep> steps)
    {
        var step = steps.FirstOrDefault(step => step.Source == line.Source && step.Dataset == line.Dataset);
        return new(line.Dataset, line.LastStart, line.Count, step?.Deleted ?? 0, step?.Changed ?? 0, step?.Held ?? 0, step?.Needed ?? 0, SkippedOf(line, step), Left: 0);
    }

    /// <summary>How many records of a line were no longer due when it was their turn.</summary>
    internal static long SkippedOf(SweepLine line, ErasureStep? step) => step is null ? 0 : Math.Max(0, line.Count - step.Erased - step.Held - step.Needed);
}

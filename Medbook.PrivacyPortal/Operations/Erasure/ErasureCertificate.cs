using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// What was done, so that it can be shown to anybody: why, what, when, by which roles, how many, what stayed and why. It names the request,
/// where there is one, and no person, and no value of a record.
/// </summary>
/// <param name="Format">Of this document.</param>
/// <param name="Cause">Why.</param>
/// <param name="Request">Number of the request; null where something else caused it.</param>
/// <param name="Round">Which erasure of this cause it is, from 1: what had to be kept the first time goes in a later one.</param>
/// <param name="GrantedAt">Since when it was wanted (UTC): the request was granted, the consent withdrawn, or what held the rest released.</param>
/// <param name="ApprovedAt">When the plan was approved (UTC).</param>
/// <param name="ApprovedBy">By how many officers.</param>
/// <param name="DoneAt">When the second pass had found nothing left (UTC).</param>
/// <param name="Ledger">Where the ledger of destructions stood then: it names every record that went.</param>
/// <param name="Sources">What was done in each source.</param>
/// <remarks>Rules D2 and D3.</remarks>
public sealed record ErasureCertificate(
    string Format, ErasureCause Cause, string? Request, int Round, DateTimeOffset GrantedAt, DateTimeOffset ApprovedAt, int ApprovedBy, DateTimeOffset DoneAt, LedgerPlace Ledger,
    IReadOnlyList<CertifiedSource> Sources)
{
    /// <summary>
    /// The portal's backups from before, which end by themselves and are brought up to the ledger when one of them is restored; of the
    /// backups of other sources the portal knows nothing.
    /// </summary>
    public IReadOnlyList<CertifiedBackup> OlderBackups { get; init; } = [];

    /// <summary>The format that is written.</summary>
    public const string CurrentFormat = "medbook-erasure/1";

    internal static ErasureCertificate Of(ErasurePlan plan, string? number, ErasureOutcome done, LedgerPlace ledger, DateTimeOffset now) => new(
        CurrentFormat, plan.Cause, number, plan.Round, plan.GrantedAt, plan.ApprovedAt!.Value, plan.SecondBy is null ? 1 : 2, now, ledger,
        [.. plan.Lines.GroupBy(line => line.Source).Select(lines => new CertifiedSource(
            lines.Key, done.BytesGoneFrom(lines.Key), [.. lines.Select(line => Certify(line, done.Steps))]))]);

    private static CertifiedDataset Certify(ErasurePlanLine line, IReadOnlyList<ErasureStep> steps)
    {
        var step = steps.FirstOrDefault(step => step.Source == line.Source && step.Dataset == line.Dataset);
        return step is null
            ? new(line.Dataset, line.Reason, 0, 0, 0, null, 0, 0, 0, line.Count, null)
            : new(line.Dataset, line.Reason, step.Deleted, step.Changed, step.Later, step.LaterUntil, step.Held, step.Shared, step.Needed, 0, 0);
    }
}

/// <summary>A backup from before an erasure.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MadeAt">When it was made (UTC).</param>
/// <param name="KeptUntil">When it is removed (UTC).</param>
public sealed record CertifiedBackup(string Name, DateTimeOffset MadeAt, DateTimeOffset KeptUntil);

/// <summary>What was done in one source.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="BytesGone">Whether its files hold no byte of what went; null where its engine promises only that no query finds it: pages and logs age out.</param>
/// <param name="Datasets">What was done to each kind of record.</param>
public sealed record CertifiedSource(string Name, bool? BytesGone, IReadOnlyList<CertifiedDataset> Datasets);

/// <summary>What was done to the records of one kind.</summary>
/// <param name="Id">Identifier of the dataset.</param>
/// <param name="Reason">Why they went, or stay.</param>
/// <param name="Deleted">How many were deleted.</param>
/// <param name="Changed">How many stayed without what pointed to the person.</param>
/// <param name="Later">How many are kept until their period ends.</param>
/// <param name="LaterUntil">The last day of those periods; null where none is known.</param>
/// <param name="Held">How many a hold, a restriction or an open request keeps.</param>
/// <param name="Shared">How many stay because they are also somebody else's.</param>
/// <param name="Needed">How many stay because a record that is kept needs them.</param>
/// <param name="Stayed">How many stay for the reason.</param>
/// <param name="Left">How many the second pass found that should have gone; null where nobody had to look.</param>
public sealed record CertifiedDataset(
    string Id, ErasureReason Reason, long Deleted, long Changed, long Later, DateOnly? LaterUntil, long Held, long Shared, long Needed, long Stayed, long? Left);

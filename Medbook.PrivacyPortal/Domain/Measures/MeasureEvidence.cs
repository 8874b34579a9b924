using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Files;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Domain.Measures;

/// <summary>
/// A file that shows what a review of a measure found. Its bytes lie in the vault under the key of the measure; here stands what it is.
/// Until the review is saved it lies on the desk of whoever added it. Afterwards it stays as long as the history of the measure, so for good.
/// </summary>
/// <remarks>GDPR 5(2), 32(1)(d); policy 6.1.</remarks>
public sealed class MeasureEvidence : IKeptFile
{
    /// <summary>Files that one review can hold.</summary>
    public const int MaxPerReview = CaseAttachment.MaxPerMessage;

    /// <summary>How long a file stays on a desk whose review is not saved.</summary>
    public static readonly TimeSpan UnsavedLifetime = CaseAttachment.UnsentLifetime;

    private MeasureEvidence() { }

    /// <inheritdoc />
    public Guid Id { get; private set; }

    /// <summary>The measure it belongs to.</summary>
    public Guid Measure { get; private set; }

    /// <summary>Which review it goes with, counted from 1 in <see cref="Measures.Measure.Reviews"/>; null while it lies on a desk.</summary>
    public int? Review { get; private set; }

    /// <inheritdoc />
    public Guid FileId { get; private set; }

    /// <inheritdoc />
    public string FileName { get; private set; } = "";

    /// <inheritdoc />
    public string MediaType { get; private set; } = "";

    /// <summary>Length in bytes as kept; zero until it is whole.</summary>
    public long Length { get; private set; }

    /// <summary>Account of the officer who added it.</summary>
    public string By { get; private set; } = "";

    /// <summary>When it was added (UTC).</summary>
    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>When its key was found to be lost (UTC); what stays says that there was one.</summary>
    public DateTimeOffset? DestroyedAt { get; private set; }

    /// <inheritdoc />
    public bool IsReadable => Length > 0 && DestroyedAt is null;

    /// <summary>A file whose bytes come next.</summary>
    /// <param name="id">Identifier, chosen by the page.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="file">The file in the vault.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="now">When (UTC).</param>
    public static MeasureEvidence Begin(Guid id, Guid measure, Guid file, Actor by, DateTimeOffset now) =>
        new() { Id = id, Measure = measure, FileId = file, By = by.Id, AddedAt = now };

    /// <inheritdoc />
    public void Complete(string mediaType, long length, string? fileName = null) =>
        (MediaType, Length, FileName) = (mediaType, length, fileName ?? FileName);

    /// <summary>It leaves its desk with a review.</summary>
    /// <param name="review">Which, counted from 1.</param>
    public void Keep(int review) => Review = review;

    /// <inheritdoc />
    public void Destroy(DateTimeOffset now) => DestroyedAt ??= now;
}

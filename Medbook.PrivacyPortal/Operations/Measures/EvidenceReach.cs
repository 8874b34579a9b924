using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>A file of a measure as its readers see it.</summary>
/// <param name="Id">Identifier; the address of its download ends with it.</param>
/// <param name="Name">Its name, cleaned.</param>
/// <param name="MediaType">What it is, by its bytes.</param>
/// <param name="Length">Bytes as kept.</param>
/// <param name="Review">Which review it goes with, counted from 1; null while it lies on the reader's desk.</param>
/// <param name="IsGone">Whether it can no longer be read: its key was lost.</param>
public sealed record EvidenceFile(Guid Id, string Name, string MediaType, long Length, int? Review, bool IsGone)
{
    internal static EvidenceFile Of(MeasureEvidence file) => new(file.Id, file.FileName, file.MediaType, file.Length, file.Review, file.DestroyedAt is not null);
}

/// <summary>Which files of a measure somebody may know of. What no review was saved with is its owner's alone.</summary>
internal static class EvidenceReach
{
    /// <summary>What lies on somebody's desk for a measure, also what is still coming.</summary>
    public static IQueryable<MeasureEvidence> Desk(PortalDb db, Actor who, Guid measure) =>
        db.MeasureEvidence.Where(e => e.Measure == measure && e.Review == null && e.By == who.Id && e.DestroyedAt == null);

    /// <summary>What was saved with a review, and somebody's own desk.</summary>
    public static IQueryable<MeasureEvidence> Of(PortalDb db, Actor who, Guid measure) =>
        db.MeasureEvidence.Where(e => e.Measure == measure && e.Length > 0 && (e.Review != null || (e.By == who.Id && e.DestroyedAt == null)));
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>A measure with the files of its reviews.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Files">The files of its reviews, and what lies on the reader's desk; the oldest first.</param>
public sealed record MeasureView(Measure Measure, IReadOnlyList<EvidenceFile> Files)
{
    /// <summary>The measure as it was seen.</summary>
    public SeenMeasure Seen => new(Measure.Id, Measure.Revision);

    /// <summary>What the reader added and saved with no review yet.</summary>
    public IEnumerable<EvidenceFile> Desk => Files.Where(file => file.Review is null);

    /// <summary>The files of a review, counted from 1.</summary>
    public IEnumerable<EvidenceFile> FilesOf(int review) => Files.Where(file => file.Review == review);
}

/// <summary>Reads a measure with all its reviews.</summary>
public sealed class ReadMeasure(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<MeasureView>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMeasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Measures.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } measure) return new NotFound();
        var files = await EvidenceReach.Of(db, who, id).AsNoTracking().OrderBy(e => e.AddedAt).ThenBy(e => e.Id).ToListAsync(ct);
        return new MeasureView(measure, [.. files.Select(EvidenceFile.Of)]);
    }
}

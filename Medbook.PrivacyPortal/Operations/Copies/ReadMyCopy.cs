using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>How far the making of a copy is.</summary>
/// <param name="Part">Which kind of record is being read, from 1; 0 before the first.</param>
/// <param name="Parts">How many there are; 0 while nobody knows.</param>
/// <param name="Records">Records so far.</param>
/// <param name="TotalRecords">Records there will be; 0 while nobody knows.</param>
/// <param name="Label">What is being read.</param>
/// <param name="IsStopping">Whether it was called off and is about to stop.</param>
/// <param name="Waiting">How many runs stand before it; 0 once it is being made.</param>
public sealed record MakingProgress(int Part, int Parts, long Records, long TotalRecords, PartLabel? Label, bool IsStopping, int Waiting);

/// <summary>A kind of record in a copy.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Rows">Its records.</param>
/// <param name="Sha256">Digest of its JSON file; null where only part of it was read.</param>
public sealed record CopyPart(PartLabel Label, long Rows, string? Sha256);

/// <summary>One of a person's copies.</summary>
/// <param name="State">Where it stands now: one whose time is over has expired, whether or not its bytes are gone yet.</param>
/// <param name="IsSupplement">Whether it brings texts after that an officer released.</param>
/// <param name="Failure">Why it could not be made.</param>
/// <param name="Parts">What it holds, or held.</param>
/// <param name="Missing">What could not be read.</param>
/// <param name="Progress">How far it is; only while it waits or is being made.</param>
/// <param name="Changes">What changed since the copy of this kind before it; null where there was none.</param>
public sealed record MyCopy(
    Guid Id, CopyKind Kind, CopyState State, bool IsSupplement, DateTimeOffset AskedAt, DateTimeOffset? MadeAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? EndedAt, Problem? Failure, CopyStatus? Completeness, long Bytes, long Records, long WithheldTexts,
    IReadOnlyList<CopyPart> Parts, IReadOnlyList<PartLabel> Missing, MakingProgress? Progress, CopyChanges? Changes);

/// <summary>One of a person's own copies: how far it is, what it lacks, what changed since the one before.</summary>
public sealed class ReadMyCopy(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    private readonly PartLabels labels = new(sources);

    public async Task<Result<MyCopy>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyCopy) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var copy = await db.Copies.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.Subject == who.Subject, ct);
        if (copy is null) return new NotFound();
        var now = clock.GetUtcNow();
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnCopiesViewed, now, ct);

        return new MyCopy(
            copy.Id, copy.Kind, copy.State == CopyState.Ready && !copy.IsReadyAt(now) ? CopyState.Expired : copy.State, copy.SupplementOf is not null,
            copy.AskedAt, copy.MadeAt, copy.ExpiresAt, copy.EndedAt, copy.Failure?.Problem(), copy.Completeness, copy.Bytes, copy.Records,
            copy.WithheldTexts, PartsOf(copy), [.. copy.Missing.Select(labels.Of)],
            copy.IsOpen ? await ProgressAsync(db, copy, ct) : null,
            copy.MadeAt is not null ? await ChangesAsync(db, copy, ct) : null);
    }

    /// <summary>The copy of the same kind that was made before.</summary>
    internal static IQueryable<DataCopy> Before(PortalDb db, DataCopy copy) =>
        db.Copies.AsNoTracking().Where(c => c.Subject == copy.Subject && c.AskedAt < copy.AskedAt && c.Kind == copy.Kind
            && c.MadeAt != null && c.SupplementOf == null).OrderByDescending(c => c.AskedAt);

    private IReadOnlyList<CopyPart> PartsOf(DataCopy copy) =>
        [.. copy.Fingerprints.Where(print => print.Rows > 0).Select(print => new CopyPart(labels.Of(print.Source, print.Dataset), print.Rows, print.Sha256))];

    private async Task<MakingProgress> ProgressAsync(PortalDb db, DataCopy copy, CancellationToken ct)
    {
        var run = await db.Runs.AsNoTracking().SingleAsync(r => r.Reference == copy.Id && r.Kind == RunKind.MakeCopy, ct);
        var waiting = run.State != RunState.Waiting ? 0
            : await db.Runs.CountAsync(r => r.Kind == RunKind.MakeCopy && r.EndedAt == null && r.AskedAt < run.AskedAt, ct);
        return new MakingProgress(run.Part, run.Parts, run.Records, run.TotalRecords, labels.Of(run.PartLabel), run.CancelAsked, waiting);
    }

    // A supplement holds only what was released: there is nothing to compare it with.
    private async Task<CopyChanges?> ChangesAsync(PortalDb db, DataCopy copy, CancellationToken ct) =>
        copy.SupplementOf is null && await Before(db, copy).FirstOrDefaultAsync(ct) is { } earlier
            ? CopyChanges.Between(earlier, copy, labels) : null;
}

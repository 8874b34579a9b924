using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>Says what becomes of the rows of one kind, at the moment when it is their turn.</summary>
internal abstract class RowJudge
{
    /// <summary>Whether rows that are erased stay, without what pointed to a person.</summary>
    public abstract bool RowsStay { get; }

    /// <summary>What becomes of some rows.</summary>
    public abstract Task<SeenBatch> LookAsync(IReadOnlyList<ErasableRow> rows, CancellationToken ct);

    /// <summary>What becomes of a kind of record without keys, of which nobody can say it row by row.</summary>
    public abstract Task<WholeVerdict> LookAtWholeAsync(CancellationToken ct);
}

/// <summary>What becomes of a kind of record without keys.</summary>
/// <param name="Verdict">What becomes of its rows.</param>
/// <param name="Reach">Of the rows that are meant, those that go.</param>
internal sealed record WholeVerdict(RowVerdict Verdict, Reach Reach);

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Rectifying;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>One value of one record, what it should be, and what it has to be before.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Field">The field: a column, or a part of one.</param>
/// <param name="Person">The person; a record that is not theirs is never changed.</param>
/// <param name="Key">The record's key, as <see cref="SourceRow.Key"/> writes it.</param>
/// <param name="Expected">What was shown, as <see cref="ValueForm"/> writes it; null for nothing.</param>
/// <param name="Proposed">What is to stand there, in the same form; empty for nothing.</param>
public sealed record CellChange(Dataset Dataset, ReadField Field, PersonKey Person, string Key, string? Expected, string Proposed);

/// <summary>How a record stands to a change.</summary>
public enum CellState
{
    /// <summary>It holds what was shown: it was changed, or, where nobody asked for that, can be.</summary>
    AsShown,
    /// <summary>It holds what is to stand there.</summary>
    AsProposed,
    /// <summary>It holds something else, and was not changed.</summary>
    Other,
    /// <summary>The portal does not write it, and did not.</summary>
    Hindered,
}

/// <summary>What became of a change, or would.</summary>
/// <param name="State">How the record stands to it.</param>
/// <param name="Found">What the record held before; null for nothing, and where it was not read.</param>
/// <param name="Obstacle">Why the portal does not write it; only with <see cref="CellState.Hindered"/>.</param>
public sealed record CellOutcome(CellState State, string? Found, CorrectionObstacle? Obstacle = null)
{
    internal static CellOutcome Hindered(CorrectionObstacle why, string? found = null) => new(CellState.Hindered, found, why);
}

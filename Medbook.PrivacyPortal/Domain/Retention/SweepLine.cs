namespace Medbook.PrivacyPortal.Domain.Retention;

/// <summary>The records of one kind whose period has ended.</summary>
/// <param name="Source">Name of the source they lie in.</param>
/// <param name="Dataset">Identifier of the dataset.</param>
/// <param name="LastStart">The last day on which a period began that has ended, in Brussels.</param>
/// <param name="IsDeleted">Whether they are deleted; else they stay without what points to a person.</param>
/// <param name="Count">How many there are, held ones among them.</param>
/// <param name="Held">How many of them something held when they were counted; each is asked about again when its turn comes.</param>
/// <param name="Samples">Keys of some of them, as text; empty where records of the kind have none.</param>
public sealed record SweepLine(string Source, string Dataset, DateOnly LastStart, bool IsDeleted, long Count, long Held, IReadOnlyList<string> Samples)
{
    /// <summary>Most keys that are shown of a kind.</summary>
    public const int MostSamples = 20;

    /// <summary>How many would go.</summary>
    public long Goes => Math.Max(0, Count - Held);

    /// <summary>Two lines are equal when they say the same about the same records.</summary>
    public bool Equals(SweepLine? other) =>
        other is not null && (Source, Dataset, LastStart, IsDeleted, Count, Held) == (other.Source, other.Dataset, other.LastStart, other.IsDeleted, other.Count, other.Held)
        && Samples.SequenceEqual(other.Samples);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Source, Dataset, LastStart, IsDeleted, Count, Held);
}

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>
/// Who is in an extract, as counts. People who share everything that could tell them apart are a class; who is in a class of fewer than k is
/// left out whole.
/// </summary>
/// <param name="K">The smallest class the study allows.</param>
/// <param name="People">People whose data was read, also those that are left out.</param>
/// <param name="Suppressed">Those that are left out.</param>
/// <param name="Sizes">How many classes of each size there are, smallest first; also those that are left out.</param>
/// <remarks>GDPR recital 26; k-anonymity, counted over people and not over rows.</remarks>
public sealed record ExtractFigures(int K, int People, int Suppressed, IReadOnlyList<ClassSize> Sizes)
{
    /// <summary>Nobody was counted yet.</summary>
    public static readonly ExtractFigures None = new(0, 0, 0, []);

    /// <summary>People whose data leaves.</summary>
    public int Kept => People - Suppressed;

    /// <summary>Classes that leave.</summary>
    public int Classes => Sizes.Where(size => size.People >= K).Sum(size => size.Count);

    /// <summary>The smallest class that leaves; 0 where none does.</summary>
    public int Smallest => Sizes.Where(size => size.People >= K).Select(size => size.People).DefaultIfEmpty().Min();

    /// <summary>How many are left out, in percent, rounded up: never less than it is.</summary>
    public int SuppressedPercent => People == 0 ? 0 : (int)Math.Ceiling(100m * Suppressed / People);

    /// <summary>Counts classes.</summary>
    /// <param name="counts">For each size the number of its classes.</param>
    /// <param name="k">The smallest class the study allows.</param>
    public static ExtractFigures Of(IReadOnlyDictionary<int, int> counts, int k) => new(
        k, counts.Sum(size => size.Key * size.Value), counts.Where(size => size.Key < k).Sum(size => size.Key * size.Value),
        [.. counts.OrderBy(size => size.Key).Select(size => new ClassSize(size.Key, size.Value))]);

    /// <summary>Why nothing may leave; null where it may.</summary>
    /// <param name="mostSuppressed">Most people, in percent, that may be left out.</param>
    public ExtractFailure? WhyNot(int mostSuppressed) =>
        Kept == 0 ? ExtractFailure.NobodyLeft
        : 100L * Suppressed > (long)mostSuppressed * People ? ExtractFailure.TooManySuppressed
        : null;
}

/// <summary>Classes of one size.</summary>
/// <param name="People">How many people are in each.</param>
/// <param name="Count">How many such classes there are.</param>
public sealed record ClassSize(int People, int Count);

namespace Medbook.PrivacyPortal.Domain.Figures;

/// <summary>How many answers took how many days, from which the median and the ninth decile follow without the answers themselves.</summary>
/// <param name="counts">How many answers by the days they took; a number of days may come several times.</param>
public sealed class DaysTaken(IEnumerable<(int Days, int Count)> counts)
{
    private readonly List<(int Days, int Count)> counts =
        [.. counts.GroupBy(one => one.Days).Select(same => (same.Key, same.Sum(one => one.Count))).OrderBy(one => one.Key)];

    /// <summary>How many answers.</summary>
    public int Count => counts.Sum(one => one.Count);

    /// <summary>Half of the answers took at most so many days; null without answers.</summary>
    public int? Median => Within(.5);

    /// <summary>Nine of ten answers took at most so many days; null without answers.</summary>
    public int? Ninth => Within(.9);

    /// <summary>The least number of days within which a part of the answers came (nearest rank): a number of days that occurred, never one between two.</summary>
    private int? Within(double part)
    {
        var (rank, seen) = ((int)Math.Ceiling(Count * part), 0);
        foreach (var (days, count) in counts)
        {
            seen += count;
            if (seen >= rank) return days;
        }
        return null;
    }
}

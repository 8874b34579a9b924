using System.Globalization;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>How coarse a value gets before it leaves.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Size">Width of a band, or how many characters stay; 0 where the kind needs none.</param>
public sealed record FieldRule(FieldRuleKind Kind, int Size = 0)
{
    /// <summary>As it is stored.</summary>
    public static readonly FieldRule AsIs = new(FieldRuleKind.AsIs);

    /// <summary>Whether its size is one that its kind can have.</summary>
    public bool IsWhole => Kind switch
    {
        FieldRuleKind.AsIs or FieldRuleKind.Month or FieldRuleKind.Year => Size == 0,
        FieldRuleKind.Years => Size is >= 2 and <= 100,
        FieldRuleKind.Band => Size >= 2,
        FieldRuleKind.FirstCharacters => Size is >= 1 and <= 20,
    };

    /// <summary>Makes a value as coarse as the rule says. Times are those of Brussels: a month ends there at midnight.</summary>
    /// <param name="value">A value of a source; null is nothing.</param>
    /// <returns>The coarse value as text that no culture changes; null for nothing.</returns>
    /// <exception cref="ArgumentException">The rule is not for such a value: nothing of it may leave.</exception>
    public string? Apply(object? value) => value is null ? null : Kind switch
    {
        FieldRuleKind.AsIs => AsIsText(value),
        FieldRuleKind.Month => DayOf(value).ToString("yyyy-MM", CultureInfo.InvariantCulture),
        FieldRuleKind.Year => Year(DayOf(value).Year),
        FieldRuleKind.Years => Year(DayOf(value).Year / Size * Size),
        FieldRuleKind.Band => (Math.Floor(NumberOf(value) / Size) * Size).ToString("0", CultureInfo.InvariantCulture),
        FieldRuleKind.FirstCharacters => value is string text ? First(text, Size) : throw Unfit(value),
    };

    private static string AsIsText(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        long or decimal => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture),
        _ => throw Unfit(value),
    };

    private static DateOnly DayOf(object value) => value switch
    {
        DateOnly date => date,
        DateTimeOffset at => BrusselsTime.DateOf(at),
        _ => throw Unfit(value),
    };

    private static decimal NumberOf(object value) => value switch
    {
        long number => number,
        decimal number => number,
        _ => throw Unfit(value),
    };

    // What one reads as a character: an accent stays with its letter.
    private static string First(string text, int count)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= count ? text : info.SubstringByTextElements(0, count);
    }

    private static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    // The kind of value, never the value.
    private static ArgumentException Unfit(object value) => new($"No such rule for {value.GetType().Name}.", nameof(value));
}

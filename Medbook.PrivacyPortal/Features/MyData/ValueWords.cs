using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Subjects;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.MyData;

/// <summary>A stored value as the person reads it, in the culture of the page.</summary>
internal static class ValueWords
{
    /// <summary>Longer texts are folded after this many characters.</summary>
    public const int Fold = 160;

    public static string Of(this IStringLocalizer<MyDataTexts> texts, object? value) => value switch
    {
        null => texts["value.none"],
        Masked => texts["value.masked"],
        Withheld => texts["value.withheld"],
        string text => IsNothing(text) ? texts["value.none"] : text,
        bool yes => texts[yes ? "value.yes" : "value.no"],
        // A year, an invoice number and a count look alike: none of them is grouped.
        long number => number.ToString(CultureInfo.CurrentCulture),
        decimal number => number.ToString("#,0.##########", CultureInfo.CurrentCulture),
        DateOnly date => LongDate.Of(date),
        TimeOnly time => time.ToString("t", CultureInfo.CurrentCulture),
        DateTimeOffset instant => texts["value.time", LongDate.Of(BrusselsTime.DateOf(instant)), BrusselsTime.WallClock(instant)],
        byte[] bytes => texts["value.bytes", bytes.Length],
        JsonElement json => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText(),
        _ => value.ToString() ?? "",
    };

    /// <summary>Whether nothing is stored.</summary>
    public static bool IsNothing(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>Whether a text has something without a gap that is longer than a word: an address, a key.</summary>
    public static bool HasLongWord(string text) => text.Split([' ', '\n', '-']).Any(word => word.Length > 24);

    /// <summary>The beginning of a long text, cut between two words where there is a gap; a short one as it is.</summary>
    public static string Beginning(string text)
    {
        if (text.Length <= Fold) return text;
        var gap = text.LastIndexOfAny([' ', '\n'], Fold);
        return text[..(gap > Fold / 2 ? gap : Fold)].TrimEnd() + "…";
    }
}

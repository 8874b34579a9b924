using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>A stored value as the person reads it, in the culture of the page or copy.</summary>
public static class ValueWords
{
    /// <summary>The words for a value as <see cref="SourceRow.Values"/> has it.</summary>
    public static string Of(this IStringLocalizer<ValueTexts> texts, object? value) => value switch
    {
        null => texts["none"],
        Masked => texts["masked"],
        Withheld => texts["withheld"],
        string text => IsNothing(text) ? texts["none"] : text,
        bool yes => texts[yes ? "yes" : "no"],
        // A year, an invoice number and a count look alike: none of them is grouped.
        long number => number.ToString(CultureInfo.CurrentCulture),
        decimal number => number.ToString("#,0.##########", CultureInfo.CurrentCulture),
        DateOnly date => LongDate.Of(date),
        TimeOnly time => time.ToString("t", CultureInfo.CurrentCulture),
        DateTimeOffset instant => texts["time", LongDate.Of(BrusselsTime.DateOf(instant)), BrusselsTime.WallClock(instant)],
        byte[] bytes => texts["bytes", bytes.Length],
        JsonElement json => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText(),
        _ => value.ToString() ?? "",
    };

    /// <summary>Whether nothing is stored.</summary>
    public static bool IsNothing(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));
}

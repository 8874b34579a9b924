using System.Globalization;

namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>Dates as a sentence holds them.</summary>
public static class LongDate
{
    /// <summary>"5 December 2026", "5 december 2026", "5 décembre 2026"; French writes the first of the month as "1er".</summary>
    public static string Of(DateOnly date, CultureInfo culture)
    {
        var text = date.ToString("D", culture);
        return date.Day == 1 && culture.TwoLetterISOLanguageName == "fr" ? "1er" + text[1..] : text;
    }

    /// <summary>As <see cref="Of(DateOnly, CultureInfo)"/>, in the culture of the page that is being drawn.</summary>
    public static string Of(DateOnly date) => Of(date, CultureInfo.CurrentCulture);
}

using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>Sentences with a count: the keys <c>name.zero</c>, <c>name.one</c> and <c>name.other</c>.</summary>
public static class PluralTexts
{
    /// <summary>The sentence for a count, which fills placeholder {0}; further arguments follow it.</summary>
    /// <remarks>French writes zero as a singular; where <c>.zero</c> is missing, that decides.</remarks>
    public static string Plural(this IStringLocalizer texts, string name, long count, params object[] arguments)
    {
        object[] all = [count, .. arguments];
        if (count == 0)
        {
            var zero = texts[name + ".zero", all];
            if (!zero.ResourceNotFound) return zero;
        }
        var single = count == 1 || (count == 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr");
        return texts[name + (single ? ".one" : ".other"), all];
    }
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>How the team names things.</summary>
internal static class CaseNames
{
    /// <summary>The language of a request in its own word, without the country.</summary>
    public static string Language(string culture) => PortalCultures.Of(culture).Parent.NativeName;

    /// <summary>A moment in a case, short.</summary>
    public static string Moment(DateTimeOffset at) =>
        $"{BrusselsTime.DateOf(at).ToString("d MMM", CultureInfo.CurrentCulture)}, {BrusselsTime.WallClock(at).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>The right by the law's name, which the team works with; with a capital, as a label.</summary>
    public static string Manager(this IStringLocalizer<TermTexts> terms, RequestKind kind)
    {
        var official = terms.Official(kind);
        return string.Concat(official[..1].ToUpper(CultureInfo.CurrentUICulture), official[1..]);
    }
}

using System.Globalization;

namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>The three languages of the portal, as the cultures that pages, mails and letters are written in.</summary>
/// <remarks>en-GB, because <c>en</c> writes American dates and en-BE decimal commas. A long date has no weekday: 5 December 2026.</remarks>
public static class PortalCultures
{
    /// <summary>English.</summary>
    public static CultureInfo English { get; } = Create("en-GB");

    /// <summary>Dutch as in Belgium.</summary>
    public static CultureInfo Dutch { get; } = Create("nl-BE");

    /// <summary>French as in Belgium.</summary>
    public static CultureInfo French { get; } = Create("fr-BE");

    /// <summary>All of them; English first, because it is what a stranger gets.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [English, Dutch, French];

    /// <summary>The portal's culture for a culture name or a language tag; null where the portal does not speak it.</summary>
    /// <param name="name">For example <c>nl-BE</c>, <c>nl-NL</c> or <c>fr</c>.</param>
    public static CultureInfo? Find(string? name) =>
        name is null ? null : All.FirstOrDefault(culture => Language(name).Equals(culture.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase));

    /// <summary>As <see cref="Find"/>; English where the portal does not speak it.</summary>
    public static CultureInfo Of(string? name) => Find(name) ?? English;

    private static string Language(string name) => name.Split('-', '_')[0];

    private static CultureInfo Create(string name)
    {
        var culture = new CultureInfo(name, useUserOverride: false);
        culture.DateTimeFormat.LongDatePattern = "d MMMM yyyy";
        return CultureInfo.ReadOnly(culture);
    }
}

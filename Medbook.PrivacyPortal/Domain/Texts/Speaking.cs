using System.Globalization;

namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>Writes in a person's language for as long as it is not disposed: mails are not in the language of the page.</summary>
public readonly ref struct Speaking
{
    private readonly CultureInfo culture;
    private readonly CultureInfo uiCulture;

    private Speaking(CultureInfo language)
    {
        (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
    }

    /// <summary>Begins to write in a language.</summary>
    /// <param name="language">Culture name of the person's mails, for example <c>nl-BE</c>.</param>
    public static Speaking In(string language) => new(PortalCultures.Of(language));

    /// <summary>Goes back to the language of before.</summary>
    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
}

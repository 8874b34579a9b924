using System.Globalization;
using System.Resources;

namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>Texts in the language of whoever will read them (a letter, a mail), whatever language the page of the moment has.</summary>
/// <param name="texts">The class the resources are named after.</param>
public sealed class CultureTexts(Type texts)
{
    private readonly ResourceManager resources = new(texts);

    /// <summary>A text with its placeholders filled, as that culture writes them.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public string In(CultureInfo culture, string key, params object[] arguments) =>
        string.Format(culture, resources.GetString(key, culture) ?? throw new MissingManifestResourceException(key), arguments);
}

using System.Globalization;
using System.Text.Json.Serialization;

namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>One short text in the portal's three languages: data of the register and the map, not of a page.</summary>
/// <param name="En">English.</param>
/// <param name="Nl">Dutch as in Belgium.</param>
/// <param name="Fr">French as in Belgium.</param>
public sealed record LocalText(
    [property: JsonRequired] string En,
    [property: JsonRequired] string Nl,
    [property: JsonRequired] string Fr)
{
    /// <summary>Whether each language has words.</summary>
    [JsonIgnore]
    public bool IsWhole => !string.IsNullOrWhiteSpace(En) && !string.IsNullOrWhiteSpace(Nl) && !string.IsNullOrWhiteSpace(Fr);

    /// <summary>The text in a language; English where the portal does not speak it.</summary>
    public string In(CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "nl" => Nl,
        "fr" => Fr,
        _ => En,
    };

    /// <summary>The text in the language of the page that is being drawn.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);
}

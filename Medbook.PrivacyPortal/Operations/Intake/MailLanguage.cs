using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>
/// Guesses the language of a mail by the small words that each language is full of. A wrong guess costs a confirmation in another
/// language; the officer who reads the mail answers in the right one.
/// </summary>
internal static class MailLanguage
{
    // No word of one list means anything in another.
    private static readonly (string Culture, HashSet<string> Words)[] Lists =
    [
        (PortalCultures.Dutch.Name, ["ik", "mijn", "het", "een", "van", "niet", "dat", "zijn", "u", "uw", "graag", "gegevens", "wil", "mij", "beste", "geachte", "groeten"]),
        (PortalCultures.French.Name, ["je", "mes", "les", "des", "vous", "votre", "vos", "est", "pas", "une", "données", "bonjour", "madame", "monsieur", "souhaite", "que", "cordialement"]),
        (PortalCultures.English.Name, ["the", "my", "you", "your", "and", "please", "data", "not", "would", "i", "hello", "dear", "regards", "about", "want"]),
    ];

    /// <summary>Culture name of the language; English where nothing tells.</summary>
    public static string Of(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', '\n', '\t', ',', '.', ';', ':', '!', '?', '(', ')', '"', '\'', '’', '\u00a0'], StringSplitOptions.RemoveEmptyEntries);
        var (culture, hits) = Lists.Select(list => (list.Culture, words.Count(list.Words.Contains))).MaxBy(list => list.Item2);
        return hits > 0 ? culture : PortalCultures.English.Name;
    }
}

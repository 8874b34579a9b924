namespace Medbook.PrivacyPortal.Features.MyData;

/// <summary>Texts that are longer than a cell of a table.</summary>
internal static class LongText
{
    /// <summary>Longer texts are folded after this many characters.</summary>
    public const int Fold = 160;

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

using System.Globalization;
using System.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>Makes a stranger's text fit to be kept and shown.</summary>
internal static class CleanText
{
    /// <summary>On one line, without what cannot be seen, at most so many characters.</summary>
    public static string OneLine(string? text, int most) => Cut(string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), most);

    /// <summary>Lines end with a line feed, at most one of them in a row is empty, at most so many characters.</summary>
    public static string Lines(string text, int most)
    {
        var lines = new StringBuilder();
        var empty = 0;
        foreach (var line in Clean(text).Split('\n'))
        {
            var kept = line.TrimEnd();
            empty = kept.Length == 0 ? empty + 1 : 0;
            if (empty < 2) lines.Append(kept).Append('\n');
            if (lines.Length > most) break;
        }
        return Cut(lines.ToString().Trim('\n'), most);
    }

    // A character outside the first plane is two: it is kept or left as one.
    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t') clean.Append((char)rune.Value);
            else if (Shows(rune)) clean.Append(rune);
        }
        return clean.ToString();
    }

    // Control characters end no line and hide nothing here; marks that turn the direction of writing make "exe.pdf" of "fdp.exe".
    private static bool Shows(Rune rune) =>
        rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0xFEFF)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned);
}

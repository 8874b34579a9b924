using System.Globalization;
using System.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>
/// The name of a file, made safe to show, to store and to save anywhere. Its ending is always that of what the file is, so a
/// wrong one does no harm and is mended: people rename pictures. Two lies are refused, because they are no slip: the name of
/// something a computer runs or a browser opens, and text (which has no mark of its own, and may be anything) under the name
/// of a picture or a document.
/// </summary>
public static class UploadName
{
    /// <summary>Longest name, in UTF-16 characters and in bytes of UTF-8, with its ending.</summary>
    public const int MaxLength = 120;

    private const int MostEnding = 5;

    // Not complete and need not be: whatever is missing here gets an ending after it that opens as a picture, a document or text.
    private static readonly HashSet<string> Runs =
    [
        "app", "bat", "bin", "chm", "cmd", "com", "cpl", "css", "dll", "dmg", "exe", "hta", "htm", "html", "iso", "jar", "js", "jse", "lnk",
        "mht", "mhtml", "mjs", "msi", "pif", "php", "ps1", "py", "reg", "scf", "scr", "sh", "svg", "svgz", "swf", "url", "vbe", "vbs",
        "wsf", "xht", "xhtml", "xml", "xsl", "xslt",
    ];

    private static readonly Dictionary<string, FileKind> Endings = new()
    {
        ["pdf"] = FileKind.Pdf, ["jpg"] = FileKind.Jpeg, ["jpeg"] = FileKind.Jpeg, ["jpe"] = FileKind.Jpeg, ["jfif"] = FileKind.Jpeg,
        ["png"] = FileKind.Png, ["webp"] = FileKind.WebP, ["txt"] = FileKind.Text, ["text"] = FileKind.Text,
    };

    /// <summary>The safe name; null where the given one misleads.</summary>
    /// <param name="given">What the sender calls it; null or empty is no lie.</param>
    /// <param name="kind">What it is.</param>
    public static string? Of(string? given, FileKind kind)
    {
        var name = Clean(given ?? "");
        var dot = name.LastIndexOf('.');
        var ending = name[(dot + 1)..].ToLowerInvariant();
        if (dot < 0 || ending.Length > MostEnding || !ending.All(char.IsAsciiLetterOrDigit)) return Join(name, kind);
        if (Runs.Contains(ending)) return null;
        if (!Endings.TryGetValue(ending, out var claimed)) return Join(name, kind);
        return kind == FileKind.Text && claimed != FileKind.Text ? null : Join(name[..dot], kind);
    }

    private static string Clean(string given)
    {
        var name = new StringBuilder();
        // Every system's path, and what Windows reads as one.
        foreach (var rune in given[(given.LastIndexOfAny(['/', '\\', ':']) + 1)..].EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) name.Append(' ');
            else if (IsShown(rune)) name.Append(rune.Value is '<' or '>' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());
        }
        return string.Join(' ', name.ToString().Normalize().Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ' ');
    }

    // Not what steers how text is read (direction, joining, nothing at all), and not what has no meaning of its own.
    private static bool IsShown(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Join(string stem, FileKind kind)
    {
        var (ending, most) = (kind.Ending(), MaxLength - kind.Ending().Length);
        var (length, bytes) = (0, 0);
        foreach (var rune in stem.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > most) break;
            length += rune.Utf16SequenceLength;
        }
        stem = stem[..length].Trim('.', ' ');
        if (stem.Length == 0) stem = "file";
        return (IsDevice(stem) ? $"_{stem}" : stem) + ending;
    }

    // Names that Windows keeps for devices, whatever follows their first dot.
    private static bool IsDevice(string stem) => stem.Split('.')[0].TrimEnd().ToUpperInvariant() switch
    {
        "CON" or "PRN" or "AUX" or "NUL" => true,
        ['C', 'O', 'M', >= '0' and <= '9'] or ['L', 'P', 'T', >= '0' and <= '9'] => true,
        _ => false,
    };
}

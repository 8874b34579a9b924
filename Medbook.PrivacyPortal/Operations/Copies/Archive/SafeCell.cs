using System.Buffers;
using System.Text;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>
/// A text as a cell of a CSV (RFC 4180) that no spreadsheet runs: what looks like a formula gets an apostrophe in front, at the
/// beginning of the cell and after whatever another program may take for a separator (OWASP, CSV injection).
/// </summary>
internal static class SafeCell
{
    // A Belgian Excel separates by semicolons: there a quoted cell in the middle of a line is no longer quoted.
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;\t\r\n\"");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\uff1d\uff0b\uff0d\uff20");

    /// <summary>The cell; the text itself where nothing in it can be misread.</summary>
    public static string Of(string text)
    {
        if (text.Length == 0 || (!Formula.Contains(text[0]) && !text.AsSpan().ContainsAny(Separators))) return text;
        var cell = new StringBuilder(text.Length + 8).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            // A line break of two characters begins no cell between them.
            var atBegin = i == 0 || (Separators.Contains(text[i - 1]) && (text[i - 1], text[i]) is not ('\r', '\n'));
            if (atBegin && Formula.Contains(text[i]) && !(i > 0 && text[i] is '\r')) cell.Append('\'');
            if (text[i] == '"') cell.Append('"');
            cell.Append(text[i]);
        }
        return cell.Append('"').ToString();
    }
}

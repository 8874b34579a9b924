using System.Buffers;
using System.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>Text is passed on as it is: UTF-8 without control characters, and no page that a browser would take it for.</summary>
internal static class TextCheck
{
    // As far as a browser looks, and the words by which it would take text for a page, a drawing or a print job.
    // Source: WHATWG MIME Sniffing, 7.1 (identifying a resource with an unknown MIME type), and SVG besides.
    private const int SniffedBytes = 1445;

    private static readonly string[] PageBegins =
    [
        "<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE", "<A", "<STYLE", "<TITLE", "<B",
        "<BODY", "<BR", "<P", "<!--", "<SVG", "<!DOCTYPE SVG",
    ];

    /// <summary>Passes it on.</summary>
    public static async ValueTask<UploadRefusal?> PassAsync(UploadPipe pipe)
    {
        if (IsPage((await pipe.PeekAsync(SniffedBytes)).Span)) return UploadRefusal.UnknownKind;
        while ((await pipe.PeekAsync(4)) is { IsEmpty: false } piece)
        {
            var length = TextLength(piece.Span);
            if (length == 0) return UploadRefusal.UnknownKind;
            await pipe.CopySeenAsync(length);
        }
        return null;
    }

    // Up to the first byte that is no text; a character that is cut by the end of the piece waits for the next one.
    private static int TextLength(ReadOnlySpan<byte> piece)
    {
        var length = 0;
        while (Rune.DecodeFromUtf8(piece[length..], out var rune, out var bytes) == OperationStatus.Done)
        {
            if (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\f' or '\r')) return 0;
            length += bytes;
        }
        return length;
    }

    private static bool IsPage(ReadOnlySpan<byte> piece)
    {
        if (piece.StartsWith(Encoding.UTF8.Preamble)) piece = piece[Encoding.UTF8.Preamble.Length..];
        var begin = piece[..Math.Min(piece.Length, SniffedBytes)].TrimStart("\t\n\f\r "u8);
        if (begin.StartsWith("<?xml"u8) || begin.StartsWith("%!PS-Adobe-"u8)) return true;
        foreach (var word in PageBegins)
        {
            if (begin.Length < word.Length || !Ascii.EqualsIgnoreCase(begin[..word.Length], word)) continue;
            // A tag ends after its name; a comment has none.
            if (begin.Length == word.Length || word == "<!--" || "\t\n\f\r />"u8.Contains(begin[word.Length])) return true;
        }
        return false;
    }
}

using System.Text;
using MimeKit;
using MimeKit.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>The text of one part of a mail, whatever its sender says about its letters.</summary>
internal static class PartText
{
    /// <summary>Bytes of one part that are read as text; the rest of a longer one is left.</summary>
    private const int MostBytes = 512 * 1024;

    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The text of a plain or HTML part.</summary>
    public static string Of(TextPart part)
    {
        if (part.Content is null) return "";
        var bytes = new byte[MostBytes];
        int read;
        using (var decoded = part.Content.Open()) read = decoded.ReadAtLeast(bytes, MostBytes, throwOnEndOfStream: false);
        var text = Of(bytes.AsSpan(0, read), Claimed(part), isWhole: read < MostBytes);
        return part.IsHtml ? HtmlText.Of(text)
            : part.IsFlowed ? new FlowedToText { DeleteSpace = part.ContentType.Parameters["delsp"] is "yes" or "Yes" or "YES" }.Convert(text)
            : text;
    }

    /// <summary>The text of bytes of which nobody says what they are.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, bool isWhole) => Of(bytes, null, isWhole);

    private static string Of(ReadOnlySpan<byte> bytes, Encoding? claimed, bool isWhole)
    {
        // Whoever claims ASCII or UTF-8 and sends something else sends the letters of Western Europe.
        if (claimed is not (null or ASCIIEncoding or UTF8Encoding)) return Decode(bytes, claimed, isWhole);
        try
        {
            return Decode(bytes, Strict, isWhole);
        }
        catch (DecoderFallbackException)
        {
            return Decode(bytes, Western, isWhole);
        }
    }

    // A letter that was cut in two at the end is no fault of the text.
    private static string Decode(ReadOnlySpan<byte> bytes, Encoding encoding, bool isWhole)
    {
        var decoder = encoding.GetDecoder();
        var letters = new char[encoding.GetMaxCharCount(bytes.Length)];
        return new string(letters, 0, decoder.GetChars(bytes, letters, flush: isWhole));
    }

    // Null for none, and for one this machine does not know or no longer reads (UTF-7).
    private static Encoding? Claimed(TextPart part)
    {
        try
        {
            return part.ContentType.CharsetEncoding;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}

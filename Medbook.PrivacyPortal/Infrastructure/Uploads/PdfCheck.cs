namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>
/// A PDF is passed on as it is, if it begins at its first byte and nothing stands after its end: so it is no other file as
/// well that begins or ends elsewhere. What is in it is not read.
/// </summary>
/// <remarks>ISO 32000-2, 7.5.2 (header) and 7.5.5 (trailer).</remarks>
internal static class PdfCheck
{
    // Where a reader looks for the end.
    private const int TailBytes = 1024;

    /// <summary>Whether these are the first bytes of one.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.StartsWith("%PDF-"u8);

    /// <summary>Passes it on.</summary>
    public static async ValueTask<UploadRefusal?> PassAsync(UploadPipe pipe)
    {
        var head = await pipe.PeekAsync(8);
        if (!IsVersion(head.Span[5..])) return UploadRefusal.Malformed;
        var (tail, held) = (new byte[TailBytes], 0);
        while ((await pipe.PeekAsync(1)) is { IsEmpty: false } piece)
        {
            held = Hold(tail, held, piece.Span);
            await pipe.CopySeenAsync(piece.Length);
        }
        return Ends(tail.AsSpan(0, held));
    }

    private static bool IsVersion(ReadOnlySpan<byte> version) => version is [(byte)'1' or (byte)'2', (byte)'.', >= (byte)'0' and <= (byte)'9', ..];

    private static int Hold(byte[] tail, int held, ReadOnlySpan<byte> piece)
    {
        if (piece.Length >= tail.Length)
        {
            piece[^tail.Length..].CopyTo(tail);
            return tail.Length;
        }
        var kept = Math.Min(held, tail.Length - piece.Length);
        tail.AsSpan(held - kept, kept).CopyTo(tail);
        piece.CopyTo(tail.AsSpan(kept));
        return kept + piece.Length;
    }

    private static UploadRefusal? Ends(ReadOnlySpan<byte> tail)
    {
        var end = tail.LastIndexOf("%%EOF"u8);
        if (end < 0 || tail[..end].LastIndexOf("startxref"u8) < 0) return UploadRefusal.Incomplete;
        return tail[(end + "%%EOF"u8.Length)..].ContainsAnyExcept("\0\t\n\f\r "u8) ? UploadRefusal.Malformed : null;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>
/// How bytes lie on the disk: a header, then segments of 64 KiB of clear text, each with its tag. The last one is marked in
/// its nonce, so that a file cut at the border of a segment has no last one; it is empty only where the whole file is.
/// </summary>
/// <remarks>The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as in age and Tink.</remarks>
internal static class VaultFormat
{
    public const int SegmentBytes = 64 * 1024;
    public const int TagBytes = 16;
    public const int StoredSegmentBytes = SegmentBytes + TagBytes;

    private const int PrefixBytes = 7, NonceBytes = 12;

    // Format and version; another version gets another last character.
    private static ReadOnlySpan<byte> Magic => "MBVLT"u8;

    private const byte Version = 1;

    /// <summary>Magic, version, and the random beginning of every nonce.</summary>
    public const int HeaderBytes = 5 + 1 + PrefixBytes;

    /// <summary>A header for one file: no other has its nonces.</summary>
    public static byte[] NewHeader()
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        header[Magic.Length] = Version;
        RandomNumberGenerator.Fill(header.AsSpan(^PrefixBytes..));
        return header;
    }

    /// <summary>Whether this program reads what begins so.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> header) =>
        header.Length == HeaderBytes && header.StartsWith(Magic) && header[Magic.Length] == Version;

    /// <summary>What each segment is bound to besides its key and place: the format, the owner and the file.</summary>
    public static byte[] ContextOf(ReadOnlySpan<byte> header, Guid owner, Guid id)
    {
        var context = new byte[HeaderBytes + 16 + 16];
        header.CopyTo(context);
        owner.TryWriteBytes(context.AsSpan(HeaderBytes));
        id.TryWriteBytes(context.AsSpan(HeaderBytes + 16));
        return context;
    }

    /// <summary>The nonce of a segment: prefix, counter, last flag.</summary>
    public static void Nonce(ReadOnlySpan<byte> header, long segment, bool isLast, Span<byte> nonce)
    {
        header[^PrefixBytes..].CopyTo(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[PrefixBytes..], checked((uint)segment));
        nonce[NonceBytes - 1] = isLast ? (byte)1 : (byte)0;
    }

    /// <summary>A buffer for one nonce.</summary>
    public static byte[] NewNonce() => new byte[NonceBytes];
}

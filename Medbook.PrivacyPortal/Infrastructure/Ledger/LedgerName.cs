using System.Buffers.Binary;
using System.Buffers.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>What the ledger knows of a record: an HMAC of source, dataset and key, 32 bytes. Nothing leads back from it.</summary>
internal readonly record struct LedgerName(ulong A, ulong B, ulong C, ulong D)
{
    public const int Bytes = 32;

    /// <summary>Length in base64url.</summary>
    public const int Chars = 43;

    public static LedgerName Of(ReadOnlySpan<byte> hash) => new(
        BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(hash[16..]), BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));

    /// <returns>False where the text is no name.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out LedgerName name)
    {
        Span<byte> hash = stackalloc byte[Bytes];
        var isName = text.Length == Chars && Base64Url.IsValid(text) && Base64Url.TryDecodeFromUtf8(text, hash, out var written) && written == Bytes;
        name = isName ? Of(hash) : default;
        return isName;
    }

    public override string ToString()
    {
        Span<byte> hash = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt64BigEndian(hash, A);
        BinaryPrimitives.WriteUInt64BigEndian(hash[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(hash[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(hash[24..], D);
        return Base64Url.EncodeToString(hash);
    }

    // It is an HMAC: any part of it is as good as a hash of it.
    public override int GetHashCode() => (int)A;
}

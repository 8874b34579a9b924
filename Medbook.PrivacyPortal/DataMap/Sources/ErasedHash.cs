using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// Values become HMACs under a key that nobody else has and that is thrown away: equal values stay equal as long as it lives,
/// and nothing leads back. A mark tells a hash from a value that was never erased, which may be a hash of the source's own.
/// </summary>
internal sealed class ErasedHash : IDisposable
{
    /// <summary>Characters of a hash in a text column.</summary>
    public const int TextLength = 64;

    private const int BytesLength = 32;
    private const string Mark = "erased-";

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The hash of a stored value, as it is stored.</summary>
    public object Of(Dialect dialect, Field field, object stored)
    {
        var hash = HMACSHA256.HashData(key, stored as byte[] ?? Encoding.UTF8.GetBytes(ValueReader.Invariant(stored)));
        if (field.Type == FieldType.Bytes) return dialect.BytesValue([.. Encoding.ASCII.GetBytes(Mark), .. hash[..(BytesLength - Mark.Length)]]);
        var text = Mark + Convert.ToHexStringLower(hash)[..(TextLength - Mark.Length)];
        return field.Stored == Storage.Bytes ? dialect.BytesValue(Encoding.ASCII.GetBytes(text)) : text;
    }

    /// <summary>The condition under which a value is no hash yet.</summary>
    public static string IsNone(Sql sql, Field field, string expression)
    {
        var isBytes = field.Type == FieldType.Bytes || field.Stored == Storage.Bytes;
        var value = isBytes ? expression : sql.Dialect.AsText(expression);
        var mark = sql.Value(isBytes ? sql.Dialect.BytesValue(Encoding.ASCII.GetBytes(Mark)) : Mark);
        var length = field.Type == FieldType.Bytes ? BytesLength : TextLength;
        return string.Create(CultureInfo.InvariantCulture,
            $"NOT (substr({value}, 1, {Mark.Length}) = {mark} AND length({value}) = {length})");
    }

    /// <summary>Throws the key away.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}

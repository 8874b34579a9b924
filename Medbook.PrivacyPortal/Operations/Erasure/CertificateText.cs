using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>How a certificate is written: the same bytes are signed, kept and given away.</summary>
internal static class CertificateText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Its bytes, which are signed.</summary>
    public static byte[] BytesOf<T>(T certificate) => JsonSerializer.SerializeToUtf8Bytes(certificate, Json);

    /// <summary>Its bytes as text.</summary>
    public static string Of(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>SHA-256 of its bytes, as lower-case hexadecimal digits.</summary>
    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NJsonSchema;

namespace Medbook.PrivacyPortal.Operations.Consents.Receipts;

/// <summary>How a receipt is written, and the two files that say what it means: they are part of the program, and published by it.</summary>
public static class ReceiptFiles
{
    /// <summary>Where the meaning of the fields is published (JSON-LD), below the portal's address. What receipts name never changes: a new meaning gets a new number.</summary>
    public const string ContextAddress = "receipts/context-1.jsonld";

    /// <summary>Where the shape is published (JSON Schema).</summary>
    public const string SchemaAddress = "receipts/schema-1.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly Lazy<Task<JsonSchema>> Shape = new(ReadShapeAsync);

    /// <summary>The bytes of a receipt, which are signed.</summary>
    public static byte[] BytesOf(ConsentReceipt receipt) => JsonSerializer.SerializeToUtf8Bytes(receipt, Json);

    /// <summary>One of the two files, for reading.</summary>
    /// <param name="address">Its address.</param>
    public static Stream Open(string address) => typeof(ReceiptFiles).Assembly.GetManifestResourceStream(address)!;

    /// <summary>Whether something has the shape of a receipt.</summary>
    public static async Task<bool> FitsAsync(string json)
    {
        try
        {
            return (await Shape.Value).Validate(json).Count == 0;
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return false;
        }
    }

    private static async Task<JsonSchema> ReadShapeAsync()
    {
        await using var stream = Open(SchemaAddress);
        return await JsonSchema.FromJsonAsync(stream);
    }
}

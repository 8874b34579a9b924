using System.Text.Encodings.Web;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>Writes rows as one JSON array, one object a row, in flat memory.</summary>
internal sealed class RowsAsJson : IAsyncDisposable
{
    // Enough to make a write to the stream worthwhile, little enough to stay out of the large object heap.
    private const int FlushAt = 32 * 1024;

    // A file to read, never part of a page: accents and signs stand as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<JsonEncodedText> names;
    private readonly Utf8JsonWriter json;

    public RowsAsJson(Stream target, IEnumerable<ReadField> fields)
    {
        names = [.. fields.Select(field => JsonEncodedText.Encode(field.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        json = new Utf8JsonWriter(target, Options);
        json.WriteStartArray();
    }

    public async ValueTask WriteAsync(SourceRow row, CancellationToken ct)
    {
        json.WriteStartObject();
        for (var i = 0; i < names.Count; i++)
        {
            json.WritePropertyName(names[i]);
            Write(row.Values[i]);
        }
        json.WriteEndObject();
        if (json.BytesPending >= FlushAt) await json.FlushAsync(ct);
    }

    /// <summary>Closes the array, also after a reading that broke off: what was written stays readable.</summary>
    public async ValueTask DisposeAsync()
    {
        json.WriteEndArray();
        await json.DisposeAsync();
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case Guid id: json.WriteStringValue(id); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case JsonElement element: element.WriteTo(json); break;
            case DateTimeOffset time: json.WriteStringValue(time); break;
            default: json.WriteStringValue(CopyText.Of(value)); break;
        }
    }
}

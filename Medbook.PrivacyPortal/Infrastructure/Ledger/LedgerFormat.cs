using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>
/// A line of the ledger: JSON in one form only (members in the order of their names, nothing between them), with the number of the
/// line, the hash of the line before, and at its end a tag over all that stands before it.
/// </summary>
/// <remarks>The form is that of RFC 8785.</remarks>
internal static class LedgerFormat
{
    /// <summary>Records that one line names at most.</summary>
    public const int MostNames = 500;

    /// <summary>No line is longer.</summary>
    public const int MostBytes = 32 * 1024;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private static ReadOnlySpan<byte> TagStart => ",\"tag\":\""u8;

    private static ReadOnlySpan<byte> TagEnd => "\"}"u8;

    /// <summary>Writes a line, without the end of line.</summary>
    public static byte[] Write(LedgerLine line, ReadOnlySpan<LedgerName> names, LedgerKey.Secrets key)
    {
        var body = new ArrayBufferWriter<byte>(512 + (names.Length * (LedgerName.Chars + 3)));
        using (var json = new Utf8JsonWriter(body, Plain))
        {
            json.WriteStartObject();
            json.WriteString("at"u8, line.At.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture));
            json.WriteString("before"u8, line.Before.ToString());
            json.WriteString("dataset"u8, line.Dataset);
            json.WriteNumber("n"u8, line.Number);
            json.WriteStartArray("records"u8);
            foreach (var name in names) json.WriteStringValue(name.ToString());
            json.WriteEndArray();
            json.WriteString("run"u8, line.Run.ToString("n"));
            json.WriteString("source"u8, line.Source);
            json.WriteEndObject();
        }
        Span<byte> tag = stackalloc byte[LedgerName.Bytes];
        key.Tag(body.WrittenSpan, tag);
        return [.. body.WrittenSpan[..^1], .. TagStart, .. Base64Url.EncodeToUtf8(tag), .. TagEnd];
    }

    /// <summary>Reads a line and believes nothing of it before its tag was checked.</summary>
    /// <param name="text">The line, without the end of line.</param>
    /// <param name="key">The ledger's key.</param>
    /// <param name="names">Takes the records it names; at least <see cref="MostNames"/> long.</param>
    /// <param name="line">What it says.</param>
    /// <param name="count">How many records it names.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static LedgerFault? Read(ReadOnlySpan<byte> text, LedgerKey.Secrets key, Span<LedgerName> names, out LedgerLine line, out int count)
    {
        (line, count) = (default, 0);
        var at = text.Length - TagEnd.Length - LedgerName.Chars - TagStart.Length;
        if (at < 2 || text.Length > MostBytes || !text[at..].StartsWith(TagStart) || !text.EndsWith(TagEnd)) return LedgerFault.NoLine;
        byte[] body = [.. text[..at], (byte)'}'];
        Span<byte> tag = stackalloc byte[LedgerName.Bytes], written = stackalloc byte[LedgerName.Chars];
        key.Tag(body, tag);
        Base64Url.EncodeToUtf8(tag, written, out _, out _);
        // Compared as it is written: several texts stand for the same bytes.
        if (!CryptographicOperations.FixedTimeEquals(written, text[(at + TagStart.Length)..^TagEnd.Length])) return LedgerFault.Changed;
        return TryParse(body, names, ref line, ref count) ? null : LedgerFault.NoLine;
    }

    public static LedgerName HashOf(ReadOnlySpan<byte> line)
    {
        Span<byte> hash = stackalloc byte[LedgerName.Bytes];
        SHA256.HashData(line, hash);
        return LedgerName.Of(hash);
    }

    private static bool TryParse(ReadOnlySpan<byte> body, Span<LedgerName> names, ref LedgerLine line, ref int count)
    {
        var json = new Utf8JsonReader(body);
        if (!json.Read() || !Member(ref json, "at"u8)
            || !DateTimeOffset.TryParseExact(json.GetString(), Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            || !Member(ref json, "before"u8) || !LedgerName.TryRead(json.ValueSpan, out var before)
            || !Member(ref json, "dataset"u8) || json.GetString() is not { } dataset
            || !Member(ref json, "n"u8) || !json.TryGetInt64(out var number)
            || !Member(ref json, "records"u8)) return false;
        while (json.Read() && json.TokenType == JsonTokenType.String)
        {
            if (count == names.Length || !LedgerName.TryRead(json.ValueSpan, out names[count++])) return false;
        }
        if (!Member(ref json, "run"u8) || !Guid.TryParseExact(json.GetString(), "n", out var run)
            || !Member(ref json, "source"u8) || json.GetString() is not { } source) return false;
        line = new LedgerLine(number, at, before, run, source, dataset);
        return true;
    }

    private static bool Member(ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(name) && json.Read();
}

/// <summary>What a line says, without the records.</summary>
internal readonly record struct LedgerLine(long Number, DateTimeOffset At, LedgerName Before, Guid Run, string Source, string Dataset);

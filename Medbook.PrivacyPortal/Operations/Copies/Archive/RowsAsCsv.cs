using System.Buffers;
using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>Writes rows as CSV (RFC 4180) with a head, in flat memory.</summary>
/// <remarks>
/// CSV is for spreadsheets, JSON for programs. So it begins with a mark that makes Excel read UTF-8 (LibreOffice needs none and
/// accepts it), and text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection): at the
/// beginning of a cell, and after whatever another program may take for a separator. Numbers stay numbers.
/// </remarks>
internal sealed class RowsAsCsv : IAsyncDisposable
{
    // Enough to make a write to the stream worthwhile, little enough to stay out of the large object heap.
    private const int FlushAt = 32 * 1024;
    private const int LongestNumber = 32;

    // A Belgian Excel separates by semicolons: there a quoted cell in the middle of a line is no longer quoted.
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;\t\r\n\"");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\uff1d\uff0b\uff0d\uff20");

    private readonly Stream target;
    private readonly ArrayBufferWriter<byte> buffer = new(FlushAt * 2);

    private readonly int columns;

    private RowsAsCsv(Stream target, int columns) => (this.target, this.columns) = (target, columns);

    public static ValueTask<RowsAsCsv> BeginAsync(Stream target, IReadOnlyList<ReadField> fields, CancellationToken ct) =>
        BeginAsync(target, [.. fields.Select(field => field.Name)], ct);

    public static async ValueTask<RowsAsCsv> BeginAsync(Stream target, IReadOnlyList<string> names, CancellationToken ct)
    {
        var csv = new RowsAsCsv(target, names.Count);
        csv.buffer.Write(Encoding.UTF8.Preamble);
        var first = true;
        foreach (var name in names)
        {
            csv.Separate(ref first);
            csv.WriteText(name);
        }
        await csv.EndRowAsync(ct);
        return csv;
    }

    public ValueTask WriteAsync(SourceRow row, CancellationToken ct) => WriteAsync(row.Values, ct);

    public ValueTask WriteAsync(IReadOnlyList<object?> values, CancellationToken ct)
    {
        var first = true;
        // More may have been read than is written: what waits for an officer comes last, and stays out.
        for (var i = 0; i < columns; i++)
        {
            Separate(ref first);
            switch (values[i])
            {
                case null: break;
                case long number: WriteNumber(number); break;
                case decimal number: WriteNumber(number); break;
                case { } value: WriteText(CopyText.Of(value)); break;
            }
        }
        return EndRowAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await target.WriteAsync(buffer.WrittenMemory);
        buffer.ResetWrittenCount();
    }

    private async ValueTask FlushAsync(CancellationToken ct)
    {
        await target.WriteAsync(buffer.WrittenMemory, ct);
        buffer.ResetWrittenCount();
    }

    private ValueTask EndRowAsync(CancellationToken ct)
    {
        buffer.Write("\r\n"u8);
        return buffer.WrittenCount < FlushAt ? ValueTask.CompletedTask : FlushAsync(ct);
    }

    private void Separate(ref bool first)
    {
        if (!first) buffer.Write(","u8);
        first = false;
    }

    private void WriteNumber<T>(T number) where T : IUtf8SpanFormattable
    {
        number.TryFormat(buffer.GetSpan(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
        buffer.Advance(written);
    }

    private void WriteText(string text)
    {
        if (text.Length == 0) return;
        if (!Formula.Contains(text[0]) && !text.AsSpan().ContainsAny(Separators))
        {
            Encoding.UTF8.GetBytes(text, buffer);
            return;
        }
        var cell = new StringBuilder(text.Length + 8).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            // A line break of two characters begins no cell between them.
            var atBegin = i == 0 || (Separators.Contains(text[i - 1]) && (text[i - 1], text[i]) is not ('\r', '\n'));
            if (atBegin && Formula.Contains(text[i]) && !(i > 0 && text[i] is '\r')) cell.Append('\'');
            if (text[i] == '"') cell.Append('"');
            cell.Append(text[i]);
        }
        Encoding.UTF8.GetBytes(cell.Append('"').ToString(), buffer);
    }
}

using CsvHelper;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>Writes rows as CSV (RFC 4180) with a head, in flat memory.</summary>
/// <remarks>A text cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection); numbers stay numbers.</remarks>
internal sealed class RowsAsCsv : IAsyncDisposable
{
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, HasHeader = false };

    private readonly CsvWriter csv;

    private RowsAsCsv(CsvWriter csv) => this.csv = csv;

    public static async ValueTask<RowsAsCsv> BeginAsync(Stream target, IEnumerable<ReadField> fields, CancellationToken ct)
    {
        var csv = CsvWriter.Create(target, Options, leaveOpen: true);
        await csv.WriteRecordAsync([.. fields.Select(field => field.Name)], ct);
        return new RowsAsCsv(csv);
    }

    public async ValueTask WriteAsync(SourceRow row, CancellationToken ct)
    {
        foreach (var value in row.Values)
        {
            switch (value)
            {
                case null: csv.WriteField(""); break;
                case long number: csv.WriteField(number); break;
                case decimal number: csv.WriteField(number); break;
                default: csv.WriteField(CopyText.Of(value)); break;
            }
        }
        await csv.EndRecordAsync(ct);
    }

    public ValueTask DisposeAsync() => csv.DisposeAsync();
}

using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Archives;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Copies.Archive;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>Writes the ZIP that leaves from the rows that were read: one file for each kind of record, then the manifest and its signature.</summary>
internal sealed class ExtractArchive(
    ResearchExtract extract, StudyVersion version, IReadOnlyList<ExtractPart> parts, StudyMarks marks, CompressionLevel compression, DateTimeOffset at)
{
    /// <summary>Name of the column with the pseudonym.</summary>
    public const string Person = "person";

    // A file to read, never part of a page: accents and signs stand as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly CultureTexts Texts = new(typeof(ExtractTexts));

    private readonly List<ExtractFile> files = [];

    /// <summary>How many rows each kind of record has.</summary>
    public IReadOnlyList<ExtractedDataset> Datasets => [.. parts.Zip(files, (part, file) => new ExtractedDataset(part.Source.Name, part.Dataset.Id, file.Rows))];

    /// <summary>Writes it.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="figures">Who is in it, as counts.</param>
    /// <param name="signer">Signs the manifest.</param>
    /// <param name="staged">Opens what was read, once for each kind of record.</param>
    /// <param name="members">Those whose data leaves, from the first.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>SHA-256 of the manifest.</returns>
    public async Task<string> WriteAsync(
        Stream target, ExtractFigures figures, Signer signer, Func<Task<Stream>> staged, Func<MemberWalk> members, CancellationToken ct)
    {
        await using var zip = await HashedZip.CreateAsync(target, compression, at, ct);
        for (var i = 0; i < parts.Count; i++)
        {
            await using var rows = await staged();
            await AddAsync(zip, i, rows, members(), ct);
        }
        var manifest = JsonSerializer.SerializeToUtf8Bytes(Manifest(figures), ExtractManifest.Json);
        await zip.AddAsync(ExtractManifest.FileName, manifest, ct);
        await zip.AddAsync(ExtractManifest.SignatureName, Encoding.ASCII.GetBytes(signer.Sign(manifest)), ct);
        return Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    private async Task AddAsync(HashedZip zip, int index, Stream staged, MemberWalk walk, CancellationToken ct)
    {
        var part = parts[index];
        var path = $"data/{part.Source.Name}/{part.Dataset.Id}.{(extract.Format is ExtractFormat.Csv ? "csv" : "jsonl")}";
        long count = 0;
        var hash = await zip.AddAsync(path, async stream =>
        {
            using var rows = new StagedRowReader(staged, staged.Length, index, part.Fields.Count);
            count = extract.Format is ExtractFormat.Csv ? await CsvAsync(stream, part, rows, walk, ct) : await JsonLinesAsync(stream, part, rows, walk, ct);
        }, ct);
        files.Add(new ExtractFile(path, hash, count, [.. part.Fields.Select(field =>
            new ExtractedField(field.Read.Name, field.Read.Field.Label, field.Rule.Kind, field.Rule.Size, field.IsQuasiIdentifier))]));
    }

    private async Task<long> CsvAsync(Stream stream, ExtractPart part, StagedRowReader rows, MemberWalk walk, CancellationToken ct)
    {
        long count = 0;
        var cells = new object?[part.Fields.Count + 1];
        await using var csv = await RowsAsCsv.BeginAsync(stream, [Person, .. part.Read.Select(read => read.Name)], ct);
        for (; await NextAsync(rows, walk, ct); count++)
        {
            cells[0] = walk.Pseudonym(marks);
            for (var i = 0; i < part.Fields.Count; i++) cells[i + 1] = rows.Values[i] is { } text && part.Fields[i].IsNumber ? Number(text) : rows.Values[i];
            await csv.WriteAsync(cells, ct);
        }
        return count;
    }

    private async Task<long> JsonLinesAsync(Stream stream, ExtractPart part, StagedRowReader rows, MemberWalk walk, CancellationToken ct)
    {
        long count = 0;
        var names = part.Read.Select(read => JsonEncodedText.Encode(read.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).ToArray();
        await using var json = new Utf8JsonWriter(stream, Options);
        for (; await NextAsync(rows, walk, ct); count++)
        {
            json.WriteStartObject();
            json.WriteString(Person, walk.Pseudonym(marks));
            for (var i = 0; i < names.Length; i++)
            {
                if (rows.Values[i] is not { } text) json.WriteNull(names[i]);
                else if (part.Fields[i].IsNumber) json.WriteNumber(names[i], Number(text));
                else json.WriteString(names[i], text);
            }
            json.WriteEndObject();
            await json.FlushAsync(ct);
            stream.WriteByte((byte)'\n');
            json.Reset(stream);
        }
        return count;
    }

    // Rows and people stand in the same order: whoever comes first waits for the other.
    private static async ValueTask<bool> NextAsync(StagedRowReader rows, MemberWalk walk, CancellationToken ct)
    {
        while (rows.Read(person => person >= walk.Ordinal))
        {
            while (walk.Ordinal < rows.Person)
            {
                if (!await walk.NextAsync(ct)) return false;
            }
            if (walk.Ordinal == rows.Person) return true;
        }
        return false;
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private ExtractManifest Manifest(ExtractFigures figures) => new(
        ExtractManifest.CurrentFormat,
        new LocalText(Said(PortalCultures.English), Said(PortalCultures.Dutch), Said(PortalCultures.French)),
        new ExtractedStudy(extract.Study, version.Version, version.Plan.Title, version.Plan.Partner, version.Plan.EthicsReference),
        extract.Id, extract.ReadAt!.Value, at, figures.K, figures.Kept, figures.Suppressed, figures.Classes, figures.Smallest, files);

    private static string Said(CultureInfo culture) => Texts.In(culture, "still-personal");
}

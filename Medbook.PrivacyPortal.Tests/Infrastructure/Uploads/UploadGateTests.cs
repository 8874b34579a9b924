using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Uploads;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

public sealed class UploadGateTests
{
    private const long LongBytes = 16L * 1024 * 1024;

    [Fact]
    public async Task A_file_is_what_its_bytes_say_and_takes_its_ending_from_them()
    {
        foreach (var (kind, name, bytes) in SampleFiles.All)
        {
            var (outcome, _) = await Passing.PassAsync(bytes, name);

            Assert.Null(outcome.Refusal);
            Assert.Equal((kind, name), (outcome.File!.Kind, outcome.File.Name));
        }
        Assert.Equal("scan.png", (await Passing.PassAsync(SampleFiles.Png(), "scan.jpg")).Outcome.File!.Name);
    }

    [Fact]
    public async Task A_file_that_comes_byte_by_byte_is_the_same_file()
    {
        foreach (var (_, name, bytes) in SampleFiles.All)
        {
            using var into = new MemoryStream();
            await using var from = new Trickle(bytes, () => 1);
            var outcome = await UploadGate.PassAsync(from, name, Passing.Limit, into, CancellationToken.None);

            Assert.Equal((await Passing.PassAsync(bytes, name)).Kept, into.ToArray());
            Assert.True(outcome.IsAccepted);
        }
    }

    [Fact]
    public async Task PDF_and_text_are_kept_byte_for_byte()
    {
        Assert.Equal(SampleFiles.Pdf(), await Passing.AcceptedAsync(FileKind.Pdf, SampleFiles.Pdf()));
        Assert.Equal(SampleFiles.Text(), await Passing.AcceptedAsync(FileKind.Text, SampleFiles.Text()));
    }

    [Fact]
    public async Task Real_bytes_count_and_so_does_what_is_left_out()
    {
        foreach (var (_, name, bytes) in SampleFiles.All)
        {
            Assert.True((await Passing.PassAsync(bytes, name, limit: bytes.Length)).Outcome.IsAccepted);
            await Passing.RefusedAsync(UploadRefusal.TooLarge, bytes, name, limit: bytes.Length - 1);
        }
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        foreach (var (kind, name, bytes) in SampleFiles.All)
        {
            await using var from = new Long(bytes, Filling(kind), LongBytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var outcome = await UploadGate.PassAsync(from, name, 2 * LongBytes, Stream.Null, CancellationToken.None);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.True(outcome.IsAccepted, $"{kind}: {outcome.Refusal}");
            // Without optimisation each piece of 16 KiB leaves a few hundred bytes for the collector.
            Assert.True(allocated < LongBytes / 32, $"{kind}: {allocated} bytes were allocated.");
        }
    }

    // Where a sample can be made long: before the end of a document, inside the data of a scan, after the end of a picture.
    private static (int At, byte[] Filling) Filling(FileKind kind) => kind switch
    {
        FileKind.Pdf => (9, "%\n"u8.ToArray()),
        FileKind.Jpeg => (SampleFiles.Find(SampleFiles.Jpeg(), 0x0F, 0xFF, 0xD9), [1, 0xFF, 0, 2]),
        FileKind.Png => (SampleFiles.Png().Length, [0]),
        FileKind.WebP => (SampleFiles.WebP().Length, [0]),
        FileKind.Text => (SampleFiles.Text().Length, "é "u8.ToArray()),
    };

    [Fact]
    public async Task A_file_that_is_cut_anywhere_is_refused_and_not_believed()
    {
        foreach (var (kind, name, bytes) in SampleFiles.All.Where(sample => sample.Kind != FileKind.Text))
        {
            var whole = bytes.AsSpan().LastIndexOf(kind == FileKind.Pdf ? "%%EOF"u8 : SampleFiles.Hidden);
            for (var length = 1; length < whole - 8; length++)
            {
                Assert.False((await Passing.PassAsync(bytes[..length], name)).Outcome.IsAccepted, $"{kind} cut at {length} of {bytes.Length}");
            }
        }
        await Passing.RefusedAsync(UploadRefusal.UnknownKind, "caf\u00e9"u8.ToArray()[..^1]);
    }

    [Fact]
    public Task An_empty_file_is_refused() => Passing.RefusedAsync(UploadRefusal.Empty, [], "leeg.txt");

    [Theory]
    [InlineData("MZ\0\u0003", "factuur.pdf")]
    [InlineData("PK\u0003\u0004\u0014\0", "brief.docx")]
    [InlineData("GIF89a\u0001\0\u0001\0", "x.gif")]
    [InlineData("een\0nul", "nota.txt")]
    [InlineData("\u001b[2J", "nota.txt")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "kaart.svg")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "kaart.txt")]
    [InlineData("\ufeff \r\n<!DOCTYPE html><script>alert(1)</script>", "nota.txt")]
    [InlineData("<?xml version='1.0'?><svg/>", "nota.txt")]
    [InlineData("<SCRIPT>alert(1)</SCRIPT>", "nota")]
    [InlineData("%!PS-Adobe-3.0", "nota.txt")]
    public Task What_is_none_of_the_kinds_is_refused_whatever_it_is_called(string content, string name) =>
        Passing.RefusedAsync(UploadRefusal.UnknownKind, Encoding.UTF8.GetBytes(content), name);

    [Fact]
    public async Task Text_in_another_encoding_is_refused()
    {
        await Passing.RefusedAsync(UploadRefusal.UnknownKind, Encoding.Latin1.GetBytes("Le 3 décembre"), "nota.txt");
        await Passing.RefusedAsync(UploadRefusal.UnknownKind, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Dag")], "nota.txt");
    }

    [Fact]
    public async Task Text_may_begin_with_what_only_looks_like_a_page()
    {
        await Passing.AcceptedAsync(FileKind.Text, "<jan@example.org> schreef: <p>"u8.ToArray());
        await Passing.AcceptedAsync(FileKind.Text, "a < b, <html> en meer"u8.ToArray());
    }

    [Theory]
    [InlineData("%PDF-1.7 <script>", UploadRefusal.Incomplete)]
    [InlineData("%PDF-x\nstartxref\n0\n%%EOF", UploadRefusal.Malformed)]
    [InlineData("%PDF-1.7\n%%EOF", UploadRefusal.Incomplete)]
    [InlineData("%PDF-1.7\nstartxref\n0\n%%EOF\nPK\u0005\u0006", UploadRefusal.Malformed)]
    public Task A_PDF_has_a_version_and_an_end_and_nothing_after_it(string content, UploadRefusal refusal) =>
        Passing.RefusedAsync(refusal, Encoding.ASCII.GetBytes(content));

    [Fact]
    public Task A_PDF_that_begins_later_is_none() =>
        Passing.RefusedAsync(UploadRefusal.UnknownKind, [0, 1, 2, .. SampleFiles.Pdf()], "brief.pdf");

    [Fact]
    public async Task A_sender_who_goes_away_is_a_refusal_and_the_end_of_waiting_is_not()
    {
        var jpeg = SampleFiles.Jpeg();
        foreach (Exception fault in (Exception[])[new IOException("reset"), new InvalidDataException("form"), new OperationCanceledException("circuit")])
        {
            await using var from = new Trickle(jpeg, () => 7) { FailAt = jpeg.Length - 20, Fault = fault };
            Assert.Equal(UploadRefusal.Interrupted, (await UploadGate.PassAsync(from, "foto.jpg", Passing.Limit, Stream.Null, CancellationToken.None)).Refusal);
        }
        await using var whole = new Trickle(jpeg, () => 7);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => UploadGate.PassAsync(whole, null, Passing.Limit, Stream.Null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_no_fault_of_the_file()
    {
        using var full = new MemoryStream(new byte[10]);
        using var from = new MemoryStream(SampleFiles.Pdf());
        await Assert.ThrowsAsync<NotSupportedException>(() => UploadGate.PassAsync(from, null, Passing.Limit, full, CancellationToken.None));
    }
}

using Medbook.PrivacyPortal.Infrastructure.Uploads;
using static Medbook.PrivacyPortal.Tests.Infrastructure.Uploads.SampleFiles;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

public sealed class PngFilterTests
{
    [Fact]
    public async Task Texts_EXIF_date_profile_and_what_stands_after_the_end_go_and_the_picture_stays()
    {
        Assert.True(Tells(Png()));

        var kept = await Passing.AcceptedAsync(FileKind.Png, Png());

        Assert.False(Tells(kept));
        Assert.Equal(["IHDR", "gAMA", "pHYs", "IDAT", "IDAT", "IEND"], Names(kept));
        Assert.Equal(kept, await Passing.AcceptedAsync(FileKind.Png, kept));
    }

    // The checksum of an empty IEND, as every PNG in the world ends.
    [Fact]
    public void The_checksum_is_the_one_of_the_standard() =>
        Assert.Equal([0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82], Chunk("IEND", []));

    [Fact]
    public async Task A_chunk_of_colours_has_no_room_for_anything_else()
    {
        var kept = await Passing.AcceptedAsync(FileKind.Png, Png([Chunk("gAMA", Hidden), Chunk("gAMA", [0, 0, 0, 1]), Chunk("sBIT", Hidden), Chunk("tRNS", new byte[257])]));
        Assert.False(Tells(kept));
        Assert.DoesNotContain("sBIT", Names(kept));
        Assert.DoesNotContain("tRNS", Names(kept));
    }

    [Fact]
    public async Task A_page_that_calls_itself_a_picture_is_refused_and_one_inside_a_picture_goes()
    {
        var page = "<!doctype html><script>alert(1)</script>"u8.ToArray();
        await Passing.RefusedAsync(UploadRefusal.UnknownKind, page, "foto.png");
        await Passing.RefusedAsync(UploadRefusal.NameMisleads, "alert(1)"u8.ToArray(), "foto.png");
        await Passing.RefusedAsync(UploadRefusal.NameMisleads, Png(), "foto.html");

        var kept = await Passing.AcceptedAsync(FileKind.Png, Png([Chunk("tEXt", [.. "x\0"u8, .. page])], page));
        Assert.Equal(-1, kept.AsSpan().IndexOf("<script>"u8));
    }

    public static TheoryData<string, byte[]> Broken()
    {
        var png = Png([]);
        var header = png[8..33];
        byte[] Header(int at, byte value)
        {
            var body = header[8..21];
            body[at] = value;
            return [.. png[..8], .. Chunk("IHDR", body), .. png[33..]];
        }
        return new()
        {
            { "a wrong checksum", [.. png[..29], (byte)(png[29] ^ 1), .. png[30..]] },
            { "no header", [.. png[..8], .. png[33..]] },
            { "two headers", [.. png[..33], .. header, .. png[33..]] },
            { "a header that is too long", [.. png[..8], .. Chunk("IHDR", new byte[14]), .. png[33..]] },
            { "no width", [.. png[..8], .. Chunk("IHDR", [0, 0, 0, 0, 0, 0, 0, 2, 8, 2, 0, 0, 0]), .. png[33..]] },
            { "a depth that colour does not have", Header(8, 4) },
            { "an unknown colour", Header(9, 5) },
            { "an unknown compression", Header(10, 1) },
            { "an unknown filter", Header(11, 1) },
            { "an unknown order", Header(12, 2) },
            { "colours by number without a palette", Header(9, 3) },
            { "an empty palette", Png([Chunk("PLTE", [])]) },
            { "a palette with half a colour", Png([Chunk("PLTE", new byte[4])]) },
            { "a palette that is too long", Png([Chunk("PLTE", new byte[771])]) },
            { "two palettes", Png([Chunk("PLTE", new byte[3]), Chunk("PLTE", new byte[3])]) },
            { "an unknown chunk that must be known", Png([Chunk("ABCD", [1])]) },
            { "a name that is none", Png([Chunk("tE t", [1])]) },
            { "no data", [.. png[..33], .. Chunk("IEND", [])] },
            { "data in two places", Png([Chunk("IDAT", [1]), Chunk("tEXt", [1])]) },
            { "an end with something in it", [.. png[..^12], .. Chunk("IEND", [1])] },
            { "a length no PNG can have", [.. png[..33], 0x80, 0, 0, 0, .. "tEXt"u8, .. png[33..]] },
        };
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_picture_that_is_put_together_wrongly_is_refused(string what, byte[] bytes)
    {
        var refusal = (await Passing.PassAsync(bytes)).Outcome.Refusal;
        Assert.True(refusal == UploadRefusal.Malformed, $"{what}: {refusal?.ToString() ?? "accepted"}");
    }

    [Theory]
    [InlineData(100_000, 1_001)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, -1)]
    public Task A_short_file_that_becomes_a_huge_picture_is_refused(int width, int height) =>
        Passing.RefusedAsync(UploadRefusal.TooManyDots, Png([], width: width, height: height));

    private static List<string> Names(byte[] png)
    {
        var names = new List<string>();
        for (var at = 8; at < png.Length; at += 12 + ((png[at] << 24) | (png[at + 1] << 16) | (png[at + 2] << 8) | png[at + 3]))
        {
            names.Add(System.Text.Encoding.ASCII.GetString(png, at + 4, 4));
        }
        return names;
    }
}

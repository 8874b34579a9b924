using Medbook.PrivacyPortal.Infrastructure.Uploads;
using static Medbook.PrivacyPortal.Tests.Infrastructure.Uploads.SampleFiles;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

public sealed class JpegFilterTests
{
    private static readonly byte[] PlainJfif = Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

    [Fact]
    public async Task Place_maker_thumbnail_profile_comment_and_film_go_and_the_picture_stays()
    {
        Assert.True(Tells(Jpeg()));

        var kept = await Passing.AcceptedAsync(FileKind.Jpeg, Jpeg());

        Assert.False(Tells(kept));
        Assert.Equal(Jpeg([PlainJfif, Turned(6)]), kept);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task How_a_picture_is_turned_stays_without_the_rest_of_EXIF(bool isLittle)
    {
        for (ushort turned = 2; turned <= 8; turned++)
        {
            Assert.Equal(Jpeg([Turned(turned)]), await Passing.AcceptedAsync(FileKind.Jpeg, Jpeg([Exif(turned, isLittle)])));
        }
        foreach (var none in (ushort[])[0, 1, 9, 0x4141]) Assert.Equal(Jpeg([]), await Passing.AcceptedAsync(FileKind.Jpeg, Jpeg([Exif(none, isLittle)])));
    }

    [Fact]
    public async Task EXIF_that_cannot_be_read_goes_whole_and_takes_nothing_with_it()
    {
        var exif = Exif(6, isLittle: true);
        foreach (var length in Enumerable.Range(8, exif.Length - 8))
        {
            var kept = await Passing.AcceptedAsync(FileKind.Jpeg, Jpeg([Segment(0xE1, exif[4..length])]));
            Assert.Contains(kept.Length, (int[])[Jpeg([]).Length, Jpeg([Turned(6)]).Length]);
        }
        exif[4 + 6 + 7] = 0xFF; // its first directory lies 4 GB away
        Assert.Equal(Jpeg([]), await Passing.AcceptedAsync(FileKind.Jpeg, Jpeg([exif])));
    }

    [Fact]
    public async Task Only_the_first_EXIF_counts_and_none_after_the_frame()
    {
        Assert.Equal(Jpeg([Turned(6)]), await Passing.AcceptedAsync(FileKind.Jpeg, Jpeg([Exif(6, true), Exif(8, false)])));
        var late = Jpeg([]);
        var scan = Find(late, 0xFF, 0xC4);
        Assert.Equal(Jpeg([]), await Passing.AcceptedAsync(FileKind.Jpeg, [.. late[..scan], .. Exif(6, true), .. late[scan..]]));
    }

    [Fact]
    public async Task How_colours_are_read_stays_without_the_rest_of_Adobes_segment()
    {
        var kept = await Passing.AcceptedAsync(FileKind.Jpeg, Jpeg([Segment(0xEE, [.. "Adobe"u8, 0, 101, 1, 2, 3, 4, 1, .. Hidden])]));
        Assert.Equal(Jpeg([Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1])]), kept);
    }

    [Fact]
    public async Task A_document_inside_a_picture_does_not_come_through()
    {
        var kept = await Passing.AcceptedAsync(FileKind.Jpeg, Jpeg([Segment(0xFE, Pdf())], Pdf()));

        Assert.Equal(-1, kept.AsSpan().IndexOf("%PDF"u8));
        Assert.Equal(Jpeg([]), kept);
    }

    [Fact]
    public async Task Segments_longer_than_the_buffer_are_left_out_too() =>
        Assert.Equal(Jpeg([]), await Passing.AcceptedAsync(FileKind.Jpeg, Jpeg([Segment(0xE2, new byte[65_533]), Segment(0xED, new byte[65_533])])));

    [Fact]
    public async Task Several_scans_restarts_and_filling_before_markers_are_passed_on()
    {
        var jpeg = Jpeg([]);
        byte[] scan = [.. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x0F, 0xFF, 0x00, 0xFF, 0xD0, 0x0F];
        byte[] two = [.. jpeg[..^2], .. scan, .. Segment(0xDD, [0, 1]), .. scan, 0xFF, 0xD9];

        Assert.Equal(two, await Passing.AcceptedAsync(FileKind.Jpeg, two));
        Assert.Equal(jpeg, await Passing.AcceptedAsync(FileKind.Jpeg, [0xFF, 0xD8, 0xFF, 0xFF, .. jpeg[2..^2], 0xFF, .. jpeg[^2..]]));
    }

    public static TheoryData<string, byte[]> Broken()
    {
        var jpeg = Jpeg([]);
        int Of(byte marker) => Find(jpeg, 0xFF, marker);
        byte[] Changed(byte marker, int offset, byte value)
        {
            var changed = jpeg.ToArray();
            changed[Of(marker) + offset] = value;
            return changed;
        }
        return new()
        {
            { "no scan", [0xFF, 0xD8, 0xFF, 0xD9] },
            { "no frame", [.. jpeg[..Of(0xC0)], .. jpeg[Of(0xC4)..]] },
            { "two frames", [.. jpeg[..Of(0xC4)], .. jpeg[Of(0xC0)..]] },
            { "a frame without loss", Changed(0xC0, 1, 0xC3) },
            { "twelve bits", Changed(0xC0, 4, 12) },
            { "no height", Changed(0xC0, 6, 0) },
            { "no component", Changed(0xC0, 9, 0) },
            { "a component more than there is room for", Changed(0xC0, 9, 2) },
            { "factor zero", Changed(0xC0, 11, 0x10) },
            { "a frame's table out of reach", Changed(0xC0, 12, 4) },
            { "a table of three bytes a value", Changed(0xDB, 4, 0x20) },
            { "a fifth table", Changed(0xDB, 4, 4) },
            { "a table that is cut", Changed(0xDB, 4, 0x10) },
            { "a third class of codes", Changed(0xC4, 4, 0x20) },
            { "more codes than bytes", Changed(0xC4, 6, 200) },
            { "a scan of two components", Changed(0xDA, 4, 2) },
            { "a scan's table out of reach", Changed(0xDA, 6, 0x40) },
            { "a scan past the last coefficient", Changed(0xDA, 8, 64) },
            { "a scan that ends before it begins", [.. jpeg[..(Of(0xDA) + 7)], 9, 8, .. jpeg[(Of(0xDA) + 9)..]] },
            { "a length that is too short", Changed(0xDB, 3, 1) },
            { "an unknown segment", [.. jpeg[..2], .. Segment(0xF0, [1]), .. jpeg[2..]] },
            { "bytes between segments", [.. jpeg[..Of(0xC0)], 1, .. jpeg[Of(0xC0)..]] },
            { "a height that comes later", [.. jpeg[..^2], .. Segment(0xDC, [0, 8]), .. jpeg[^2..]] },
            { "a second beginning", [.. jpeg[..2], .. jpeg] },
            { "a table with room for more", [.. jpeg[..2], .. Segment(0xDB, new byte[3000]), .. jpeg[2..]] },
            { "a hundred and one scans", [.. jpeg[..^2], .. Enumerable.Repeat(Segment(0xDA, [1, 1, 0, 0, 63, 0]), 100).SelectMany(scan => scan), .. jpeg[^2..]] },
        };
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_picture_that_is_put_together_wrongly_is_refused(string what, byte[] bytes)
    {
        var refusal = (await Passing.PassAsync(bytes)).Outcome.Refusal;
        Assert.True(refusal == UploadRefusal.Malformed, $"{what}: {refusal?.ToString() ?? "accepted"}");
    }

    [Fact]
    public Task A_short_file_that_becomes_a_huge_picture_is_refused() =>
        Passing.RefusedAsync(UploadRefusal.TooManyDots, Jpeg([], width: 65_000, height: 65_000));

    private static byte[] Turned(ushort how) =>
        Segment(0xE1, [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)how, 0, 0, 0, 0, 0, 0]);
}

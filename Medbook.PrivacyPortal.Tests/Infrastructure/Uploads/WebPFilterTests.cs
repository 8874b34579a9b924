using Medbook.PrivacyPortal.Infrastructure.Uploads;
using static Medbook.PrivacyPortal.Tests.Infrastructure.Uploads.SampleFiles;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

public sealed class WebPFilterTests
{
    private static readonly byte[] Extended = RiffChunk("VP8X", [0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

    [Fact]
    public async Task Profile_EXIF_XMP_and_what_is_unknown_become_zeros_and_the_picture_stays()
    {
        Assert.True(Tells(WebP()));

        var kept = await Passing.AcceptedAsync(FileKind.WebP, WebP());

        var (even, odd) = (RiffChunk("JUNK", new byte[Hidden.Length]), RiffChunk("JUNK", new byte[Hidden.Length + 1]));
        Assert.Equal(WebP([Extended, even, Dot, odd, even, even]), kept);
        Assert.Equal(kept, await Passing.AcceptedAsync(FileKind.WebP, kept));
    }

    [Fact]
    public async Task A_picture_with_loss_and_one_with_transparency_are_passed_on()
    {
        var lossy = Convert.FromBase64String("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        Assert.Equal(lossy, await Passing.AcceptedAsync(FileKind.WebP, lossy));
        var both = WebP([Extended, RiffChunk("ALPH", [1, 2]), lossy[12..]]);
        Assert.Equal(both, await Passing.AcceptedAsync(FileKind.WebP, both));
    }

    [Fact]
    public async Task A_film_is_no_picture()
    {
        await Passing.RefusedAsync(UploadRefusal.UnknownKind, WebP([RiffChunk("VP8X", [0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0]), Dot]));
        await Passing.RefusedAsync(UploadRefusal.UnknownKind, WebP([Extended, RiffChunk("ANMF", new byte[16])]));
    }

    public static TheoryData<string, byte[]> Broken() => new()
    {
        { "no picture", WebP([Extended]) },
        { "two pictures", WebP([Dot, Dot]) },
        { "transparency without the word for it", WebP([RiffChunk("ALPH", [1]), Dot]) },
        { "transparency after the picture", WebP([Extended, Dot, RiffChunk("ALPH", [1])]) },
        { "transparency twice", WebP([Extended, RiffChunk("ALPH", [1]), RiffChunk("ALPH", [1]), Dot]) },
        { "the same word twice", WebP([Extended, Extended, Dot]) },
        { "a word that is too long", WebP([RiffChunk("VP8X", new byte[12]), Dot]) },
        { "a chunk longer than the whole", WebP([[.. Dot[..4], 100, 0, 0, 0, .. Dot[8..]]]) },
        { "an odd length", [.. "RIFF"u8, 0x1B, 0, 0, 0, .. WebP([Dot])[8..], 0] },
        { "no room for a chunk", [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8] },
        { "no beginning of a picture without loss", WebP([RiffChunk("VP8L", new byte[6])]) },
        { "another version", WebP([RiffChunk("VP8L", [0x2F, 0, 0, 0, 0x20, 0])]) },
        { "a picture of four bytes", WebP([RiffChunk("VP8L", [0x2F, 0, 0, 0])]) },
        { "no beginning of a frame", WebP([RiffChunk("VP8 ", new byte[10])]) },
        { "a frame that needs another", WebP([RiffChunk("VP8 ", [1, 0, 0, 0x9D, 0x01, 0x2A, 1, 0, 1, 0])]) },
        { "a frame without width", WebP([RiffChunk("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0, 0, 1, 0])]) },
        { "a frame of nine bytes", WebP([RiffChunk("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 1, 0, 1])]) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_picture_that_is_put_together_wrongly_is_refused(string what, byte[] bytes)
    {
        var refusal = (await Passing.PassAsync(bytes)).Outcome.Refusal;
        Assert.True(refusal == UploadRefusal.Malformed, $"{what}: {refusal?.ToString() ?? "accepted"}");
    }

    [Fact]
    public async Task A_short_file_that_becomes_a_huge_picture_is_refused()
    {
        await Passing.RefusedAsync(UploadRefusal.TooManyDots, WebP([RiffChunk("VP8X", [0, 0, 0, 0, 255, 255, 255, 255, 255, 255]), Dot]));
        await Passing.RefusedAsync(UploadRefusal.TooManyDots, WebP([RiffChunk("VP8L", [0x2F, 255, 255, 255, 0x0F, 0])]));
        await Passing.RefusedAsync(UploadRefusal.TooManyDots, WebP([RiffChunk("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 255, 63, 255, 63])]));
    }
}

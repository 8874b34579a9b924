using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>What lies on the disk is no longer what was written.</summary>
public sealed class FlippedBitTests() : CopyFaultTests(Provider.Sqlite)
{
    private const int Header = VaultFormat.HeaderBytes, Segment = VaultFormat.StoredSegmentBytes, Tag = VaultFormat.TagBytes;

    // Each place of the format: its beginning, the segments, their tags, the end.
    private static readonly (string Where, Func<byte[], byte[]> Damage)[] Places =
    [
        ("first byte of the header", bytes => Flip(bytes, 0)),
        ("last byte of the header", bytes => Flip(bytes, Header - 1)),
        ("first byte of the first segment", bytes => Flip(bytes, Header)),
        ("tag of the first segment", bytes => Flip(bytes, Header + Segment - 1)),
        ("inside a segment in the middle", bytes => Flip(bytes, Header + (2 * Segment) + 1000)),
        ("tag of a segment in the middle", bytes => Flip(bytes, Header + (3 * Segment) - Tag)),
        ("inside the last segment", bytes => Flip(bytes, bytes.Length - Tag - 1)),
        ("last bit of the file", bytes => Flip(bytes, bytes.Length - 1)),
        ("one byte too few", bytes => bytes[..^1]),
        ("whole segments too few", bytes => bytes[..(Header + (2 * Segment))]),
        ("one byte too many", bytes => [.. bytes, 0]),
        ("two segments that changed places", Swap),
        ("nothing left", _ => []),
    ];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddLogsAsync(1000, new string('x', 180));
    }

    [Fact]
    public async Task A_copy_that_is_damaged_in_any_place_is_not_delivered_is_taken_away_and_can_be_made_anew()
    {
        foreach (var (where, damage) in Places)
        {
            var id = await MadeAsync();
            var path = PathOf(await RowAsync(id));
            var bytes = await File.ReadAllBytesAsync(path);
            Assert.True(bytes.Length > Header + (4 * Segment), "The copy is too short to have every place.");
            await File.WriteAllBytesAsync(path, damage(bytes));

            var opened = await Get<OpenCopy>().RunAsync(Ada, id, None);

            Assert.True(opened.Problem is CopyDamaged, where);
            Assert.Equal(CopyState.Lost, (await RowAsync(id)).State);
            Assert.Equal((1, 0), (await AuditedAsync(id, AuditAction.CopyLost), await AuditedAsync(id, AuditAction.CopyTaken)));
            await AssertTidyAsync();
        }
        await AssertMadeAgainAsync();
    }

    [Fact]
    public async Task A_copy_that_is_damaged_while_it_is_downloaded_breaks_off_before_the_first_wrong_byte()
    {
        var id = await MadeAsync();
        var path = PathOf(await RowAsync(id));
        using var right = new MemoryStream();
        await using (var whole = (await Get<OpenCopy>().RunAsync(Ada, id, None)).Value!) await whole.Content.CopyToAsync(right);

        await using var download = (await Get<OpenCopy>().RunAsync(Ada, id, None)).Value!;
        await File.WriteAllBytesAsync(path, Flip(await File.ReadAllBytesAsync(path), Header + (2 * Segment) + 1000));
        using var got = new MemoryStream();
        await Assert.ThrowsAsync<VaultDamagedException>(() => download.Content.CopyToAsync(got));

        Assert.Equal(2 * VaultFormat.SegmentBytes, got.Length);
        Assert.Equal(right.ToArray()[..(int)got.Length], got.ToArray());
    }

    private string PathOf(DataCopy copy) =>
        Directory.EnumerateFiles(Path.Combine(Database.Folder, "vault"), copy.FileId!.Value.ToString("n"), SearchOption.AllDirectories).Single();

    private static byte[] Flip(byte[] bytes, int place)
    {
        bytes[place] ^= 1;
        return bytes;
    }

    private static byte[] Swap(byte[] bytes)
    {
        var first = bytes[Header..(Header + Segment)];
        bytes.AsSpan(Header + Segment, Segment).CopyTo(bytes.AsSpan(Header));
        first.CopyTo(bytes, Header + Segment);
        return bytes;
    }
}

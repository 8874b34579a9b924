using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Vault;

/// <summary>The bytes of the vault: what was written is what is read, and what was changed is never given.</summary>
public sealed class VaultTests : IDisposable
{
    private const int Segment = 64 * 1024, Tag = 16, Header = 13;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly VaultOnDisk disk = new();
    private readonly Guid owner = Guid.NewGuid();

    private PortalVault Vault => disk.Vault;

    public void Dispose() => disk.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Segment - 1)]
    [InlineData(Segment)]
    [InlineData(Segment + 1)]
    [InlineData((2 * Segment) - 1)]
    [InlineData(2 * Segment)]
    [InlineData((2 * Segment) + 1)]
    [InlineData(5_000_000)]
    public async Task What_was_written_is_what_is_read(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        var file = await WriteAsync(content);

        await using var reader = await Vault.OpenReadAsync(file, None);
        Assert.Equal(length, reader.Length);
        Assert.Equal(content, await ReadAllAsync(reader));
        Assert.True(await Vault.VerifyAsync(file, None));
        Assert.Equal(Header + length + (Tag * Math.Max(1, (length + Segment - 1) / Segment)), new FileInfo(disk.PathOf(file)).Length);
    }

    [Fact]
    public void Whatever_the_pieces_in_which_it_is_written_and_read_it_is_the_same() => Prop.ForAll(
        Gen.Choose(1, 70_000).ListOf(6).ToArbitrary(), Gen.Choose(1, 70_000).ToArbitrary(), (pieces, step) =>
        {
            var content = RandomNumberGenerator.GetBytes(pieces.Sum());
            var file = WriteAsync(content, [.. pieces]).GetAwaiter().GetResult();
            using var reader = Vault.OpenReadAsync(file, None).GetAwaiter().GetResult();
            var read = new MemoryStream();
            reader.CopyTo(read, step);
            return content.AsSpan().SequenceEqual(read.ToArray());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Any_place_can_be_read_in_any_order() => Prop.ForAll(
        Gen.Choose(0, 3 * Segment).Zip(Gen.Choose(0, 2 * Segment)).ListOf(5).ToArbitrary(), reads =>
        {
            var content = RandomNumberGenerator.GetBytes((3 * Segment) - 77);
            var file = WriteAsync(content).GetAwaiter().GetResult();
            using var reader = Vault.OpenReadAsync(file, None).GetAwaiter().GetResult();
            return reads.All(read =>
            {
                var expected = content.Skip(read.Item1).Take(read.Item2).ToArray();
                var buffer = new byte[read.Item2];
                reader.Seek(read.Item1, SeekOrigin.Begin);
                return reader.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == expected.Length
                    && buffer.AsSpan(0, expected.Length).SequenceEqual(expected);
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public async Task A_ZIP_opens_from_the_vault_as_from_a_file()
    {
        var file = await Vault.NewFileAsync(owner, None);
        await using (var writer = await Vault.OpenWriteAsync(file, None))
        {
            await using (var zip = new System.IO.Compression.ZipArchive(writer, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
            {
                await using var entry = await zip.CreateEntry("a.txt").OpenAsync();
                await entry.WriteAsync("words of a person"u8.ToArray());
            }
            file.Complete(await writer.CompleteAsync(None));
        }

        await using var reader = await Vault.OpenReadAsync(file, None);
        await using var read = new System.IO.Compression.ZipArchive(reader, System.IO.Compression.ZipArchiveMode.Read);
        using var text = new StreamReader(await read.GetEntry("a.txt")!.OpenAsync());
        Assert.Equal("words of a person", await text.ReadToEndAsync());
    }

    [Theory]
    [InlineData("magic", 0)]
    [InlineData("version", 5)]
    [InlineData("nonce", 6)]
    [InlineData("end of the nonce", Header - 1)]
    [InlineData("first byte of a segment", Header)]
    [InlineData("inside a segment", Header + 40_000)]
    [InlineData("tag of the first segment", Header + Segment)]
    [InlineData("second segment", Header + Segment + Tag + 5)]
    [InlineData("last tag", -1)]
    public async Task One_wrong_bit_anywhere_is_found(string where, int at)
    {
        var file = await WriteAsync(RandomNumberGenerator.GetBytes(Segment + 5000));
        await ChangeAsync(file, bytes => bytes[at < 0 ? bytes.Length + at : at] ^= 1);

        Assert.False(await Vault.VerifyAsync(file, None), where);
        await Assert.ThrowsAsync<VaultDamagedException>(() => ReadAllAsync(file));
    }

    [Fact]
    public async Task Nothing_of_a_damaged_segment_is_given_and_what_stands_before_it_was_right()
    {
        var content = RandomNumberGenerator.GetBytes(3 * Segment);
        var file = await WriteAsync(content);
        await ChangeAsync(file, bytes => bytes[Header + Segment + Tag + 100] ^= 1);

        await using var reader = await Vault.OpenReadAsync(file, None);
        var given = new MemoryStream();
        await Assert.ThrowsAsync<VaultDamagedException>(() => reader.CopyToAsync(given));
        Assert.Equal(content[..Segment], given.ToArray());
    }

    [Theory]
    [InlineData(Header + Segment + Tag)]
    [InlineData(Header + Segment + Tag + 1)]
    [InlineData(Header + (2 * (Segment + Tag)))]
    [InlineData(Header + (2 * (Segment + Tag)) + Tag)]
    [InlineData(Header + Tag)]
    [InlineData(Header)]
    [InlineData(3)]
    [InlineData(0)]
    public async Task A_file_that_was_cut_is_not_opened(int left)
    {
        var file = await WriteAsync(RandomNumberGenerator.GetBytes((2 * Segment) + 99));
        await ChangeAsync(file, bytes => bytes[..left]);
        await Assert.ThrowsAsync<VaultDamagedException>(() => Vault.OpenReadAsync(file, None));
    }

    [Fact]
    public async Task Bytes_behind_the_end_are_found()
    {
        var file = await WriteAsync(RandomNumberGenerator.GetBytes(2 * Segment));
        await ChangeAsync(file, bytes => [.. bytes, .. new byte[Tag]]);
        await Assert.ThrowsAsync<VaultDamagedException>(() => Vault.OpenReadAsync(file, None));
    }

    [Fact]
    public async Task Two_segments_that_changed_places_are_found()
    {
        var file = await WriteAsync(RandomNumberGenerator.GetBytes(3 * Segment));
        await ChangeAsync(file, bytes =>
        {
            var (first, second) = (bytes[Header..(Header + Segment + Tag)], bytes[(Header + Segment + Tag)..(Header + (2 * (Segment + Tag)))]);
            second.CopyTo(bytes, Header);
            first.CopyTo(bytes, Header + Segment + Tag);
        });
        Assert.False(await Vault.VerifyAsync(file, None));
    }

    [Fact]
    public async Task Bytes_of_another_file_or_of_another_owner_do_not_open()
    {
        var content = RandomNumberGenerator.GetBytes(1000);
        var file = await WriteAsync(content);
        var sibling = await WriteAsync(content);
        var stranger = await WriteAsync(content, of: Guid.NewGuid());

        foreach (var other in new[] { sibling, stranger })
        {
            File.Copy(disk.PathOf(other), disk.PathOf(file), overwrite: true);
            Assert.False(await Vault.VerifyAsync(file, None));
        }
    }

    [Fact]
    public async Task A_row_whose_key_was_taken_from_another_row_opens_neither()
    {
        var file = await WriteAsync(RandomNumberGenerator.GetBytes(1000));
        var other = await WriteAsync(RandomNumberGenerator.GetBytes(1000));
        typeof(VaultFile).GetProperty(nameof(VaultFile.WrappedKey))!.SetValue(file, other.WrappedKey);
        await Assert.ThrowsAsync<VaultDamagedException>(() => Vault.OpenReadAsync(file, None));
    }

    [Fact]
    public async Task A_writer_that_was_not_completed_leaves_nothing_that_can_be_read()
    {
        var file = await Vault.NewFileAsync(owner, None);
        byte[] left;
        await using (var writer = await Vault.OpenWriteAsync(file, None))
        {
            await writer.WriteAsync(new byte[3 * Segment]);
            left = await File.ReadAllBytesAsync(disk.PathOf(file));
        }

        Assert.False(Vault.HasBytes(file.Id));
        await Assert.ThrowsAsync<VaultBytesMissingException>(() => Vault.OpenReadAsync(file, None));
        // As a kill would have left it: two whole segments, and no last one.
        Assert.Equal(Header + (2 * (Segment + Tag)), left.Length);
        await File.WriteAllBytesAsync(disk.PathOf(file), left);
        await Assert.ThrowsAsync<VaultDamagedException>(() => Vault.OpenReadAsync(file, None));
    }

    [Fact]
    public async Task The_same_key_never_writes_twice()
    {
        var file = await Vault.NewFileAsync(owner, None);
        await using var writer = await Vault.OpenWriteAsync(file, None);
        await Assert.ThrowsAsync<VaultUnavailableException>(() => Vault.OpenWriteAsync(file, None));
    }

    [Fact]
    public async Task Missing_bytes_and_destroyed_keys_are_told_apart()
    {
        var (missing, destroyed) = (await WriteAsync([1, 2, 3]), await WriteAsync([1, 2, 3]));
        Vault.DeleteBytes(missing.Id);
        Vault.DeleteBytes(missing.Id);
        destroyed.Destroy(DateTimeOffset.UnixEpoch);

        await Assert.ThrowsAsync<VaultBytesMissingException>(() => Vault.OpenReadAsync(missing, None));
        await Assert.ThrowsAsync<VaultDestroyedException>(() => Vault.OpenReadAsync(destroyed, None));
        Assert.Null(destroyed.WrappedKey);
        Assert.True(Vault.HasBytes(destroyed.Id));
        Assert.Equal([destroyed.Id], Vault.StoredIds());
    }

    [Fact]
    public async Task A_destroyed_key_of_an_owner_closes_all_files_of_that_owner_and_a_new_file_gets_a_new_key()
    {
        var (mine, others) = (await WriteAsync([1]), await WriteAsync([2], of: Guid.NewGuid()));
        (await disk.Store.OwnerKeyAsync(mine.OwnerKeyId, None))!.Destroy(DateTimeOffset.UnixEpoch);

        await Assert.ThrowsAsync<VaultDestroyedException>(() => Vault.OpenReadAsync(mine, None));
        Assert.True(await Vault.VerifyAsync(others, None));
        Assert.True(await Vault.VerifyAsync(await WriteAsync([3]), None));
    }

    [Fact]
    public async Task The_bytes_of_a_file_tell_nothing_of_its_content()
    {
        var content = new byte[200_000];
        "a sentence that nobody else may read"u8.CopyTo(content.AsSpan(70_000));
        var file = await WriteAsync(content);
        var bytes = await File.ReadAllBytesAsync(disk.PathOf(file));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("nobody else"u8));
        Assert.Equal(-1, bytes.AsSpan().IndexOf(new byte[32]));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(disk.PathOf(file)));
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        var piece = RandomNumberGenerator.GetBytes(81_920);
        var file = await Vault.NewFileAsync(owner, None);
        var (writer, written) = (await Vault.OpenWriteAsync(file, None), 0L);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (; written < 200_000_000; written += piece.Length) writer.Write(piece);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        file.Complete(await writer.CompleteAsync(None));
        await writer.DisposeAsync();

        await using var reader = await Vault.OpenReadAsync(file, None);
        before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.Read(piece) > 0) { }
        allocated += GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(written, reader.Length);
        Assert.InRange(allocated, 0, 4_000_000);
    }

    private Task<VaultFile> WriteAsync(byte[] content, int[]? pieces = null, Guid? of = null) => disk.WriteAsync(of ?? owner, content, pieces ?? []);

    private async Task<byte[]> ReadAllAsync(VaultFile file)
    {
        await using var reader = await Vault.OpenReadAsync(file, None);
        return await ReadAllAsync(reader);
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream)
    {
        var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }

    private Task ChangeAsync(VaultFile file, Action<byte[]> change) => ChangeAsync(file, bytes =>
    {
        change(bytes);
        return bytes;
    });

    private async Task ChangeAsync(VaultFile file, Func<byte[], byte[]> change) =>
        await File.WriteAllBytesAsync(disk.PathOf(file), change(await File.ReadAllBytesAsync(disk.PathOf(file))));
}

using System.Diagnostics;
using System.Security.Cryptography;
using Medbook.PrivacyPortal.Infrastructure.Vault;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Vault;

/// <summary>A disk that is full, on a real one of half a megabyte.</summary>
public sealed class VaultDiskTests : IDisposable
{
    private readonly VaultOnDisk disk = new();

    public VaultDiskTests()
    {
        Directory.CreateDirectory(disk.VaultFolder);
        Run("mount", "-t", "tmpfs", "-o", "size=512k", "none", disk.VaultFolder);
    }

    public void Dispose()
    {
        Run("umount", disk.VaultFolder);
        disk.Dispose();
    }

    [Fact]
    public async Task A_full_disk_is_said_in_one_word_and_leaves_nothing_and_the_vault_goes_on_once_there_is_room()
    {
        var (owner, none) = (Guid.NewGuid(), CancellationToken.None);
        var first = await disk.WriteAsync(owner, RandomNumberGenerator.GetBytes(100_000));

        var file = await disk.Vault.NewFileAsync(owner, none);
        await using (var writer = await disk.Vault.OpenWriteAsync(file, none))
        {
            var fault = await Assert.ThrowsAsync<VaultFullException>(async () => await writer.WriteAsync(new byte[2_000_000]));
            Assert.DoesNotContain(disk.VaultFolder, fault.ToString(), StringComparison.Ordinal);
            // What failed is not tried again under the same nonce, and not completed; the reason stays the same.
            await Assert.ThrowsAsync<VaultFullException>(() => writer.CompleteAsync(none));
        }

        Assert.Equal([first.Id], disk.Vault.StoredIds());
        Assert.True(await disk.Vault.VerifyAsync(first, none));
        Assert.True(await disk.Vault.VerifyAsync(await disk.WriteAsync(owner, RandomNumberGenerator.GetBytes(200_000)), none));
    }

    [Fact]
    public async Task A_disk_without_room_for_the_last_segment_is_said_when_the_file_is_completed()
    {
        var (owner, none) = (Guid.NewGuid(), CancellationToken.None);
        await File.WriteAllBytesAsync(Path.Combine(disk.VaultFolder, "filler"), new byte[500 * 1024]);
        var file = await disk.Vault.NewFileAsync(owner, none);
        await using var writer = await disk.Vault.OpenWriteAsync(file, none);
        await writer.WriteAsync(new byte[60_000]);

        await Assert.ThrowsAsync<VaultFullException>(() => writer.CompleteAsync(none));
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"This test needs a small disk of its own, and '{program}' said: {error.Trim()} Run it as root, where mounting is allowed.");
    }
}

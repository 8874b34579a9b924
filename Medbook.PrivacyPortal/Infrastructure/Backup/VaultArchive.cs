using System.Formats.Tar;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>The vault's files in an archive, encrypted as they lie on the disk: without the wrapped keys they are noise.</summary>
public sealed class VaultArchive(FileVault vault)
{
    /// <summary>Writes files into an archive.</summary>
    /// <param name="to">The archive.</param>
    /// <param name="files">Which files.</param>
    /// <param name="progress">Takes how many are written, after each.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The files whose bytes were not there: destroyed since, or missing.</returns>
    public async Task<IReadOnlyList<Guid>> WriteAsync(Stream to, IReadOnlyList<Guid> files, Action<int> progress, CancellationToken ct)
    {
        var absent = new List<Guid>();
        await using var tar = new TarWriter(to, TarEntryFormat.Pax, leaveOpen: true);
        for (var i = 0; i < files.Count; i++)
        {
            try
            {
                await using var bytes = vault.OpenStored(files[i]);
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, files[i].ToString("n")) { DataStream = bytes }, ct);
            }
            catch (VaultBytesMissingException)
            {
                absent.Add(files[i]);
            }
            progress(i + 1);
        }
        return absent;
    }

    /// <summary>Reads an archive whole and keeps nothing of it.</summary>
    /// <returns>How many files it holds.</returns>
    public static Task<int> CountAsync(Stream from, CancellationToken ct) => EachAsync(from, (_, bytes) => bytes.CopyToAsync(Stream.Null, ct), ct);

    /// <summary>Puts files of an archive into the vault.</summary>
    /// <param name="from">The archive.</param>
    /// <param name="isWanted">Which files; those of a key that is destroyed stay away.</param>
    /// <param name="progress">Takes how many are restored, after each.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were restored.</returns>
    public async Task<int> RestoreAsync(Stream from, Func<Guid, bool> isWanted, Action<int> progress, CancellationToken ct)
    {
        var restored = 0;
        await EachAsync(from, async (id, bytes) =>
        {
            if (!isWanted(id)) return;
            await vault.RestoreStoredAsync(id, bytes, ct);
            progress(++restored);
        }, ct);
        return restored;
    }

    private static async Task<int> EachAsync(Stream from, Func<Guid, Stream, Task> take, CancellationToken ct)
    {
        var count = 0;
        try
        {
            await using var tar = new TarReader(from, leaveOpen: true);
            while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
            {
                if (!Guid.TryParseExact(entry.Name, "n", out var id)) throw new InvalidDataException("A file of another name.");
                await take(id, entry.DataStream ?? Stream.Null);
                count++;
            }
            return count;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or VaultDamagedException)
        {
            throw new BackupException("The archive of the vault's files is damaged.");
        }
    }
}

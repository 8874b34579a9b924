using System.Security.Cryptography;
using Medbook.PrivacyPortal.Infrastructure.Vault;

namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>The folder of one backup: its archives, and its manifest once it is whole.</summary>
public sealed class BackupFolder
{
    internal const string ManifestName = "manifest.json";

    private readonly BackupKey key;
    private readonly string folder;

    internal BackupFolder(string folder, Guid id, BackupKey key) => (this.folder, Id, this.key) = (folder, id, key);

    /// <summary>What its archives are bound to.</summary>
    public Guid Id { get; }

    /// <summary>Name of the backup.</summary>
    public string Name => Path.GetFileName(folder);

    /// <summary>Writes an archive and waits until it is on the disk.</summary>
    /// <exception cref="BackupException">The disk is full or does not answer.</exception>
    public async Task<BackupArchive> WriteAsync(BackupPart part, Func<Stream, Task> write, CancellationToken ct)
    {
        var path = PathOf(folder, part);
        try
        {
            await using (var archive = key.OpenWrite(path, Id, part))
            {
                await write(archive);
                await archive.CompleteAsync(ct);
            }
            return new BackupArchive(part, new FileInfo(path).Length, await HashAsync(path, ct));
        }
        catch (VaultFullException)
        {
            throw new BackupException("The disk of Backup:Folder is full. Make room, or shorten Backup:KeepDays.");
        }
        catch (Exception fault) when (fault is VaultUnavailableException or IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"An archive cannot be written into Backup:Folder (code {fault.HResult}).");
        }
    }

    /// <summary>Opens an archive. Every byte it gives was authenticated before.</summary>
    /// <exception cref="BackupException">It is not what was written, or is not there.</exception>
    public Stream OpenRead(BackupPart part)
    {
        try
        {
            return key.OpenRead(PathOf(folder, part), Id, part);
        }
        catch (Exception fault) when (fault is VaultException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Damaged(part);
        }
    }

    /// <summary>Whether the bytes of every archive are those that the manifest names.</summary>
    public async Task<bool> IsWholeAsync(BackupManifest manifest, CancellationToken ct)
    {
        foreach (var archive in manifest.Archives)
        {
            var path = PathOf(folder, archive.Part);
            if (!File.Exists(path) || await HashAsync(path, ct) != archive.Sha256) return false;
        }
        return manifest.Archives.Count == Enum.GetValues<BackupPart>().Length;
    }

    /// <summary>Writes the manifest: from now on the backup is whole.</summary>
    public BackupManifest Finish(BackupManifest manifest)
    {
        var sealedOne = key.Seal(manifest);
        var path = Path.Combine(folder, ManifestName);
        using (var file = new FileStream(path + ".part", FileMode.Create, FileAccess.Write))
        {
            file.Write(sealedOne.ToJson());
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".part", path);
        return sealedOne;
    }

    internal static string PathOf(string folder, BackupPart part) => Path.Combine(folder, part switch
    {
        BackupPart.Database => "database.bak",
        BackupPart.WrappedKeys => "wrapped-keys.bak",
        BackupPart.Files => "files.bak",
    });

    private BackupException Damaged(BackupPart part) =>
        new($"The archive {Path.GetFileName(PathOf(folder, part))} of backup {Name} is damaged, missing, or was written with another backup.key.");

    private static async Task<string> HashAsync(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }
}

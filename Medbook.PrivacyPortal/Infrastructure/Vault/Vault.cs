using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>
/// Files that are encrypted before they touch the disk. Each has a key of its own, wrapped by the key of its owner, which a
/// master key wraps. Who an owner is, the vault does not know.
/// </summary>
public sealed class Vault(MasterKeys masterKeys, IVaultKeyStore store, PortalSettings settings, TimeProvider clock)
{
    private string Folder => Path.Combine(settings.DataFolder!, "vault");

    /// <summary>
    /// A row for a new file with a key of its own. The caller adds it to a transaction and commits it before writing bytes,
    /// so that there are never bytes that nobody knows.
    /// </summary>
    /// <remarks>Ask before the transaction begins: an owner without a key gets one in a transaction of its own.</remarks>
    /// <exception cref="MasterKeyException">There is no master key, or it is not the one it should be.</exception>
    public async Task<VaultFile> NewFileAsync(Guid owner, CancellationToken ct)
    {
        var ownerKey = await LivingKeyAsync(owner, ct);
        var wrapping = await OpenAsync(ownerKey, ct);
        var key = RandomNumberGenerator.GetBytes(KeyWrap.KeyBytes);
        try
        {
            var now = clock.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            return VaultFile.Of(id, ownerKey, KeyWrap.Wrap(wrapping, key, ContextOf("file", owner, id)), now);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    /// <summary>Opens a new file for its bytes, once: a file that was interrupted begins anew as another file.</summary>
    /// <exception cref="VaultDestroyedException">The file or its owner's key was destroyed.</exception>
    /// <exception cref="VaultUnavailableException">The disk, or the master key, is not there.</exception>
    public async Task<VaultWriter> OpenWriteAsync(VaultFile file, CancellationToken ct)
    {
        if (file.State == VaultFileState.Ready) throw new InvalidOperationException($"File {file.Id} is complete.");
        return await WithKeyAsync(file, key => new VaultWriter(PathOf(file.Id), file, key), ct);
    }

    /// <summary>Opens a file for reading, from any place. Only segments that are read are checked, and the last one.</summary>
    /// <exception cref="VaultDamagedException">Its beginning or its end is not what was written, or it was never completed.</exception>
    /// <exception cref="VaultBytesMissingException">Its bytes are not there.</exception>
    /// <exception cref="VaultDestroyedException">The file or its owner's key was destroyed.</exception>
    /// <exception cref="VaultUnavailableException">The disk, or the master key, is not there.</exception>
    public Task<VaultReader> OpenReadAsync(VaultFile file, CancellationToken ct) =>
        WithKeyAsync(file, key => new VaultReader(PathOf(file.Id), file, key), ct);

    /// <summary>Reads a whole file and gives nothing of it.</summary>
    /// <returns>Whether every byte is what was written.</returns>
    /// <exception cref="VaultDestroyedException">The file or its owner's key was destroyed.</exception>
    /// <exception cref="VaultUnavailableException">The disk, or the master key, is not there.</exception>
    public async Task<bool> VerifyAsync(VaultFile file, CancellationToken ct)
    {
        try
        {
            await using var reader = await OpenReadAsync(file, ct);
            await reader.CopyToAsync(Stream.Null, ct);
            return true;
        }
        catch (VaultDamagedException)
        {
            return false;
        }
    }

    /// <summary>Removes the bytes of a file, also where they are gone already.</summary>
    /// <exception cref="VaultUnavailableException">The disk does not let them go.</exception>
    public void DeleteBytes(Guid id)
    {
        try
        {
            // No look before: a folder that may not be read looks like one without the file.
            File.Delete(PathOf(id));
        }
        catch (DirectoryNotFoundException)
        {
            // No file of that folder was ever written.
        }
        catch (Exception fault) when (DiskFault.Of(fault) is { } said)
        {
            throw said;
        }
    }

    /// <summary>Whether there are bytes of a file.</summary>
    public bool HasBytes(Guid id) => File.Exists(PathOf(id));

    /// <summary>The bytes of a file as they lie on the disk, encrypted: for a backup.</summary>
    /// <exception cref="VaultBytesMissingException">They are not there.</exception>
    /// <exception cref="VaultUnavailableException">The disk fails.</exception>
    public FileStream OpenStored(Guid id) =>
        DiskFault.Say(() => new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Puts bytes as they come from a backup into the place of a file.</summary>
    /// <exception cref="VaultUnavailableException">The disk fails.</exception>
    public async Task RestoreStoredAsync(Guid id, Stream bytes, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            var folder = Path.GetDirectoryName(PathOf(id))!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await using var file = new FileStream(PathOf(id), options);
            await bytes.CopyToAsync(file, ct);
            file.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (DiskFault.Of(fault) is { } said)
        {
            throw said;
        }
    }

    /// <summary>What lies in the vault's folder: the id of each file, or null for something that is none of the vault's.</summary>
    /// <exception cref="VaultUnavailableException">The folder cannot be read.</exception>
    public IEnumerable<Guid?> StoredIds()
    {
        if (!Directory.Exists(Folder)) yield break;
        using var names = DiskFault.Say(() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).GetEnumerator());
        while (DiskFault.Say(names.MoveNext))
        {
            yield return Guid.TryParseExact(Path.GetFileName(names.Current), "n", out var id) && PathOf(id) == names.Current ? id : null;
        }
    }

    /// <summary>An owner's key wrapped anew with another master key; the files under it are not touched.</summary>
    /// <exception cref="VaultDestroyedException">The key was destroyed.</exception>
    /// <exception cref="VaultDamagedException">The key does not open.</exception>
    /// <exception cref="MasterKeyException">One of the two master keys is not there.</exception>
    public async Task<byte[]> RewrapAsync(OwnerKey key, MasterKey with, CancellationToken ct)
    {
        if (key.WrappedKey is not { } wrapped) throw new VaultDestroyedException();
        return (await masterKeys.RewrapAsync(new(key.MasterKeyId, wrapped), ContextOf("owner", key.Owner, key.Id), with, ct)).Bytes;
    }

    // Identifiers begin with the time: only their end spreads files over folders.
    private string PathOf(Guid id)
    {
        var name = id.ToString("n");
        return Path.Combine(Folder, name[^2..], name);
    }

    private async Task<OwnerKey> LivingKeyAsync(Guid owner, CancellationToken ct)
    {
        while (true)
        {
            if (await store.LivingKeyOfAsync(owner, ct) is { } living) return living;
            var now = clock.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            var key = RandomNumberGenerator.GetBytes(KeyWrap.KeyBytes);
            try
            {
                var made = OwnerKey.Of(id, owner, await masterKeys.WrapAsync(key, ContextOf("owner", owner, id), ct), now);
                if (await store.AddAsync(made, ct)) return made;
            }
            finally
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }
    }

    private async Task<byte[]> OpenAsync(OwnerKey key, CancellationToken ct) =>
        key.WrappedKey is not { } wrapped ? throw new VaultDestroyedException()
        : await masterKeys.UnwrapAsync(new(key.MasterKeyId, wrapped), ContextOf("owner", key.Owner, key.Id), ct);

    private async Task<T> WithKeyAsync<T>(VaultFile file, Func<byte[], T> use, CancellationToken ct)
    {
        if (file.WrappedKey is not { } wrapped) throw new VaultDestroyedException();
        var ownerKey = await store.OwnerKeyAsync(file.OwnerKeyId, ct) ?? throw new VaultDestroyedException();
        byte[]? wrapping = null, key = null;
        try
        {
            wrapping = await OpenAsync(ownerKey, ct);
            key = KeyWrap.Unwrap(wrapping, wrapped, ContextOf("file", file.Owner, file.Id));
            return use(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    private static byte[] ContextOf(string what, Guid owner, Guid id) => Encoding.UTF8.GetBytes($"medbook vault 1|{what}|{owner:n}|{id:n}");
}

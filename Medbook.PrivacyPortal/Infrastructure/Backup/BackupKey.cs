using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;

namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>
/// The key that encrypts backups: <c>backup.key</c> in <c>KeyFolder</c>, made at the first one. Each archive has a key derived
/// from it for that backup and part, in the vault's form of encryption: 64 KiB segments that are each authenticated.
/// </summary>
public sealed class BackupKey(PortalSettings settings)
{
    private string FilePath => Path.Combine(settings.KeyFolder!, "backup.key");

    /// <summary>Whether the key is there.</summary>
    public bool IsThere => File.Exists(FilePath);

    /// <summary>The manifest with its tag.</summary>
    internal BackupManifest Seal(BackupManifest manifest) => manifest with { Tag = TagOf(manifest, KeyFile.ReadOrMake(FilePath)) };

    /// <summary>Whether the portal wrote a manifest as it is.</summary>
    internal bool IsGenuine(BackupManifest manifest) => IsThere && CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(manifest.Tag), Encoding.ASCII.GetBytes(TagOf(manifest, KeyFile.Read(FilePath))));

    /// <summary>Opens an archive to be written.</summary>
    internal VaultWriter OpenWrite(string path, Guid backup, BackupPart part) =>
        With(KeyFile.ReadOrMake(FilePath), backup, part, (owner, id, key) => new VaultWriter(path, owner, id, key));

    /// <summary>Opens an archive to be read.</summary>
    internal VaultReader OpenRead(string path, Guid backup, BackupPart part) =>
        With(KeyFile.Read(FilePath), backup, part, (owner, id, key) => new VaultReader(path, owner, id, key, expected: null));

    private static T With<T>(byte[] all, Guid backup, BackupPart part, Func<Guid, Guid, byte[], T> use)
    {
        var key = Derive(all, $"{backup:n}|{part}");
        try
        {
            return use(backup, new Guid((int)part, 0, 0, new byte[8]), key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static string TagOf(BackupManifest manifest, byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Derive(key, "manifest"), (manifest with { Tag = "" }).ToJson()));

    private static byte[] Derive(byte[] key, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyFile.KeyBytes, info: Encoding.UTF8.GetBytes($"medbook backup 1|{use}"));
}

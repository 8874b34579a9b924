using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>
/// The keys at the top: they wrap the keys of owners, and other secrets of the portal. A key is taken from its place when
/// it is needed for the first time, so that a rotation needs no restart; which one wraps is asked of the database each time.
/// </summary>
public sealed class MasterKeys(IVaultKeyStore store, MasterKeyPlace place)
{
    private const int CheckBytes = 16;

    private readonly ConcurrentDictionary<string, byte[]> opened = new();

    /// <summary>Wraps a secret with the current master key.</summary>
    /// <param name="secret">What is to be kept.</param>
    /// <param name="context">What it is and whose; it opens only with the same context.</param>
    /// <exception cref="MasterKeyException">The current key is not there.</exception>
    public async Task<WrappedSecret> WrapAsync(ReadOnlyMemory<byte> secret, ReadOnlyMemory<byte> context, CancellationToken ct)
    {
        var current = await store.CurrentAsync(ct) ?? throw new MasterKeyException(MasterKeyFault.NeverMade, "");
        return new(current.Id, KeyWrap.Wrap(Open(current), secret.Span, context.Span));
    }

    /// <summary>Opens a secret with the master key that wrapped it.</summary>
    /// <returns>The secret; whoever asked clears it after use.</returns>
    /// <exception cref="MasterKeyException">That key is not there.</exception>
    /// <exception cref="VaultDamagedException">The bytes, or the context, are not those that were wrapped.</exception>
    public async Task<byte[]> UnwrapAsync(WrappedSecret wrapped, ReadOnlyMemory<byte> context, CancellationToken ct)
    {
        if (!opened.TryGetValue(wrapped.KeyId, out var key))
        {
            var row = (await store.MasterKeysAsync(ct)).FirstOrDefault(k => k.Id == wrapped.KeyId)
                ?? throw new VaultDamagedException("A key was wrapped by a master key that nobody knows.");
            key = Open(row);
        }
        return KeyWrap.Unwrap(key, wrapped.Bytes, context.Span);
    }

    /// <summary>Wraps a secret anew with another master key; the secret stays what it is.</summary>
    /// <exception cref="MasterKeyException">One of the two keys is not there.</exception>
    /// <exception cref="VaultDamagedException">The bytes, or the context, are not those that were wrapped.</exception>
    public async Task<WrappedSecret> RewrapAsync(WrappedSecret wrapped, ReadOnlyMemory<byte> context, MasterKey with, CancellationToken ct)
    {
        var secret = await UnwrapAsync(wrapped, context, ct);
        try
        {
            return new(with.Id, KeyWrap.Wrap(Open(with), secret, context.Span));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Whether the key is in its place and is the one the database knows.</summary>
    /// <returns>Null where it is.</returns>
    /// <exception cref="VaultUnavailableException">Its place cannot be read.</exception>
    public MasterKeyFault? FaultOf(MasterKey row)
    {
        if (place.Read(row.Id) is not { } key) return MasterKeyFault.Missing;
        try
        {
            return IsTheOne(row, key) ? null : MasterKeyFault.Different;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Makes a new key and puts it into a file; its row is for the caller to save.</summary>
    /// <exception cref="VaultUnavailableException">The file cannot be written.</exception>
    public MasterKey Make(DateTimeOffset now)
    {
        var id = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var key = RandomNumberGenerator.GetBytes(KeyWrap.KeyBytes);
        try
        {
            place.Write(id, key);
            return MasterKey.Of(id, CheckValue(id, key), now);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Takes over a key that the configuration gives; its row is for the caller to save.</summary>
    /// <exception cref="MasterKeyException">The configuration gives none under that id.</exception>
    public MasterKey TakeOver(string id, DateTimeOffset now)
    {
        var key = place.Read(id) ?? throw new MasterKeyException(MasterKeyFault.Missing, id);
        try
        {
            return MasterKey.Of(id, CheckValue(id, key), now);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    // The key that wraps is derived from the master key, and so is the check value: neither tells the other.
    private byte[] Open(MasterKey row)
    {
        if (opened.TryGetValue(row.Id, out var known)) return known;
        var key = place.Read(row.Id) ?? throw new MasterKeyException(MasterKeyFault.Missing, row.Id);
        try
        {
            if (!IsTheOne(row, key)) throw new MasterKeyException(MasterKeyFault.Different, row.Id);
            return opened.GetOrAdd(row.Id, Derive(row.Id, key, "wrap", KeyWrap.KeyBytes));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static bool IsTheOne(MasterKey row, byte[] key) =>
        key.Length == KeyWrap.KeyBytes && CryptographicOperations.FixedTimeEquals(CheckValue(row.Id, key), row.CheckValue);

    private static byte[] CheckValue(string id, byte[] key) => Derive(id, key, "check", CheckBytes);

    private static byte[] Derive(string id, byte[] key, string use, int bytes) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, bytes, info: Encoding.UTF8.GetBytes($"medbook vault 1|{use}|{id}"));
}

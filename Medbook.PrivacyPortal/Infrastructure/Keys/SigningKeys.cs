using System.Buffers.Text;
using System.Security.Cryptography;
using Medbook.PrivacyPortal.Infrastructure.Vault;

namespace Medbook.PrivacyPortal.Infrastructure.Keys;

/// <summary>
/// The portal's signature. The first key is made when one is needed. Where the private half can no longer be opened, because its
/// master key is lost or was destroyed after a rotation, a new key takes its place: nothing is lost by that, since what the old
/// one signed is checked with its public half.
/// </summary>
public sealed class SigningKeys(ISigningKeyStore store, MasterKeys masters, IVaultKeyStore masterRows, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>Opens the key that signs. Asked before long work begins: what cannot be signed need not be made.</summary>
    /// <exception cref="VaultUnavailableException">The current master key is not there.</exception>
    public async Task<Signer> OpenAsync(CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var current = await store.CurrentAsync(ct);
            if (current is not null && await TryOpenAsync(current, ct) is { } opened) return opened;
            var made = await MakeAsync(ct);
            if (await store.AddAsync(made.Key, current?.Kid, ct)) return made;
            made.Dispose();
        }
        throw new VaultUnavailableException("The signing key changes all the time.");
    }

    /// <summary>The public halves of all keys, newest first: also the retired ones, because their signatures stay good.</summary>
    public async Task<JsonWebKeySet> PublishedAsync(CancellationToken ct) => new([.. (await store.AllAsync(ct)).Select(key => key.ToJwk())]);

    /// <summary>Makes a key; its row is for the caller to save.</summary>
    /// <exception cref="VaultUnavailableException">The current master key is not there.</exception>
    public async Task<Signer> MakeAsync(CancellationToken ct)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = SigningKey.PointOf(key);
        var kid = new JsonWebKey("EC", "P-256", Url(point.AsSpan(0, 32)), Url(point.AsSpan(32))).Thumbprint();
        var secret = key.ExportPkcs8PrivateKey();
        try
        {
            var wrapped = await masters.WrapAsync(secret, SigningKey.Context(kid), ct);
            return new Signer(SigningKey.Of(kid, point, wrapped, clock.GetUtcNow()), key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <returns>Null where nobody can open it any more: it is damaged, or its master key is lost or was retired before it was used again.</returns>
    private async Task<Signer?> TryOpenAsync(SigningKey row, CancellationToken ct)
    {
        var master = (await masterRows.MasterKeysAsync(ct)).FirstOrDefault(key => key.Id == row.MasterKeyId);
        if (master is not { IsNeeded: true }) return null;
        byte[]? secret = null;
        try
        {
            secret = await masters.UnwrapAsync(new WrappedSecret(row.MasterKeyId, row.WrappedPrivate ?? []), SigningKey.Context(row.Kid), ct);
            // A rotation of the master key reaches this one when it is used next.
            if (master.State == MasterKeyState.Retiring)
            {
                row.WrapAnew(await masters.WrapAsync(secret, SigningKey.Context(row.Kid), ct));
                await store.WrapAnewAsync(row, ct);
            }
            var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(secret, out _);
            return new Signer(row, key);
        }
        catch (VaultDamagedException)
        {
            return null;
        }
        finally
        {
            if (secret is not null) CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static string Url(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}

/// <summary>An opened signing key.</summary>
public sealed class Signer : IDisposable
{
    private readonly ECDsa key;

    internal Signer(SigningKey row, ECDsa key) => (Key, this.key) = (row, key);

    /// <summary>The row of the key.</summary>
    public SigningKey Key { get; }

    /// <summary>Signs bytes that lie beside the signature.</summary>
    public string Sign(ReadOnlySpan<byte> content) => DetachedJws.Sign(key, Key.Kid, content);

    /// <summary>Forgets the private half.</summary>
    public void Dispose() => key.Dispose();
}

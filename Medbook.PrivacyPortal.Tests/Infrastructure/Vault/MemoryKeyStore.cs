using System.Collections.Concurrent;
using Medbook.PrivacyPortal.Infrastructure.Vault;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Vault;

/// <summary>Rows of keys without a database, for tests of the bytes alone.</summary>
internal sealed class MemoryKeyStore : IVaultKeyStore
{
    private readonly ConcurrentDictionary<Guid, OwnerKey> owners = new();

    public List<MasterKey> Masters { get; } = [];

    public Task<MasterKey?> CurrentAsync(CancellationToken ct) =>
        Task.FromResult(Masters.SingleOrDefault(key => key.State == MasterKeyState.Current));

    public Task<IReadOnlyList<MasterKey>> MasterKeysAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<MasterKey>>([.. Masters]);

    public Task<OwnerKey?> LivingKeyOfAsync(Guid owner, CancellationToken ct) =>
        Task.FromResult(owners.Values.SingleOrDefault(key => key.Owner == owner && key.DestroyedAt is null));

    public Task<OwnerKey?> OwnerKeyAsync(Guid id, CancellationToken ct) => Task.FromResult(owners.GetValueOrDefault(id));

    public Task<bool> AddAsync(OwnerKey key, CancellationToken ct) => Task.FromResult(owners.TryAdd(key.Id, key));
}

using System.Collections.Concurrent;
using Medbook.PrivacyPortal.Domain.Register;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The versions of the register that were read; a stored version never changes, so none is read twice.</summary>
public sealed class RegisterCache
{
    private readonly ConcurrentDictionary<int, RegisterVersion> versions = new();

    /// <summary>The version that holds on a day; null where none is installed.</summary>
    public async Task<RegisterVersion?> OnAsync(PortalDb db, DateOnly day, CancellationToken ct)
    {
        var number = await db.RegisterVersions.Where(r => r.EffectiveFrom <= day).MaxAsync(r => (int?)r.Version, ct);
        if (number is not { } version) return null;
        if (versions.TryGetValue(version, out var known)) return known;
        var stored = await db.RegisterVersions.AsNoTracking().SingleAsync(r => r.Version == version, ct);
        return versions.GetOrAdd(version, stored.Read());
    }
}

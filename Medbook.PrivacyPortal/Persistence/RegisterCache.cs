using System.Collections.Concurrent;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The versions of the register that were read; a stored version never changes, so none is read twice.</summary>
public sealed class RegisterCache
{
    private readonly ConcurrentDictionary<int, RegisterVersion> versions = new();

    /// <summary>The version that holds on a day; null where none is installed.</summary>
    public Task<RegisterVersion?> OnAsync(PortalDb db, DateOnly day, CancellationToken ct) =>
        LastAsync(db, db.RegisterVersions.Where(r => r.EffectiveFrom <= day), ct);

    /// <summary>The version that held at a moment, as it was known then: one that was installed later and reaches back changes nothing that was said before.</summary>
    public Task<RegisterVersion?> KnownAtAsync(PortalDb db, DateTimeOffset moment, CancellationToken ct)
    {
        var day = BrusselsTime.DateOf(moment);
        return LastAsync(db, db.RegisterVersions.Where(r => r.EffectiveFrom <= day && r.InstalledAt <= moment), ct);
    }

    private async Task<RegisterVersion?> LastAsync(PortalDb db, IQueryable<StoredRegister> held, CancellationToken ct)
    {
        var number = await held.MaxAsync(r => (int?)r.Version, ct);
        if (number is not { } version) return null;
        if (versions.TryGetValue(version, out var known)) return known;
        var stored = await db.RegisterVersions.AsNoTracking().SingleAsync(r => r.Version == version, ct);
        return versions.GetOrAdd(version, stored.Read());
    }
}

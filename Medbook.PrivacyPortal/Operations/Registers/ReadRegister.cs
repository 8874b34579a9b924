using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>The version of the register that holds today.</summary>
public sealed class ReadRegister(IDbContextFactory<PortalDb> dbs, RegisterCache cache, Guard guard, TimeProvider clock)
{
    public async Task<Result<RegisterVersion>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadRegister) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await cache.OnAsync(db, BrusselsTime.Today(clock), ct) is { } register ? register : new RegisterMissing();
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>A version in the history.</summary>
/// <param name="Register">The version.</param>
/// <param name="Before">The one before it; null for the first.</param>
/// <param name="InstalledAt">When it was stored (UTC).</param>
/// <param name="By">Account of the officer; empty where the program brought it.</param>
/// <param name="Reason">Why it differs from the one before.</param>
/// <param name="IsInForce">Whether it counts today.</param>
/// <param name="IsComing">Whether its day is still to come.</param>
public sealed record RegisterVersionLine(
    RegisterVersion Register, RegisterVersion? Before, DateTimeOffset InstalledAt, string By, string Reason, bool IsInForce, bool IsComing);

/// <summary>Every version of the register, newest first: a version is rare, so there are no pages.</summary>
public sealed class ListRegisterVersions(IDbContextFactory<PortalDb> dbs, RegisterCache cache, Guard guard, TimeProvider clock)
{
    public async Task<Result<IReadOnlyList<RegisterVersionLine>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListRegisterVersions) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = BrusselsTime.Today(clock);
        var inForce = (await cache.OnAsync(db, today, ct))?.Version;
        var stored = (await db.RegisterVersions.AsNoTracking().OrderByDescending(r => r.Version).ToListAsync(ct)).ConvertAll(row => (Row: row, Register: row.Read()));
        return (RegisterVersionLine[])
        [
            .. stored.Select((one, i) => new RegisterVersionLine(
                one.Register, stored.ElementAtOrDefault(i + 1).Register, one.Row.InstalledAt, one.Row.PutInForceBy, one.Row.Reason,
                one.Row.Version == inForce, one.Row.EffectiveFrom > today)),
        ];
    }
}

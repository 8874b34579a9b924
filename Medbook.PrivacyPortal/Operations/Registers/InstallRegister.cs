using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>Takes the shipped version of the register in, unless a version of that number is there already.</summary>
public sealed class InstallRegister(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.InstallRegister) is { } denied) return denied;
        var shipped = RegisterFile.Shipped();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await IsThereAsync(db, shipped.Version, ct)) return Result.Ok;

        var now = clock.GetUtcNow();
        db.RegisterVersions.Add(StoredRegister.Of(shipped, now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RegisterInstalled, now, reference: $"register {shipped.Version}"));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Another instance that starts at the same moment was faster; anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (!await IsThereAsync(again, shipped.Version, ct)) throw;
        }
        return Result.Ok;
    }

    private static Task<bool> IsThereAsync(PortalDb db, int version, CancellationToken ct) =>
        db.RegisterVersions.AnyAsync(r => r.Version == version, ct);
}

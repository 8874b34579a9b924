using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>Takes a gap up again that was left as it is.</summary>
public sealed class ReopenGap(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, string key, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReopenGap) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.AcceptedGaps.SingleOrDefaultAsync(gap => gap.Key == key, ct) is not { } accepted) return Result.Ok;
        db.AcceptedGaps.Remove(accepted);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.GapReopened, clock.GetUtcNow(), reference: key.Split(':')[0]));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A colleague did it.
        }
        return Result.Ok;
    }
}

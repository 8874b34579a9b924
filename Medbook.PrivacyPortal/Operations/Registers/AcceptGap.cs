using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Register.Lint;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>Leaves a gap as it is, with a reason. It stays in the list; a second click finds it accepted.</summary>
public sealed class AcceptGap(IDbContextFactory<PortalDb> dbs, RegisterFacts facts, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="key">Which finding.</param>
    /// <param name="reason">Why it is left.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Nothing; or <see cref="NotFound"/> where the lint does not find it, or why it cannot be accepted.</returns>
    public async Task<Result> RunAsync(Actor who, string key, string reason, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AcceptGap) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await facts.ReadAsync(db, ct) is not var (compared, _)) return new RegisterMissing();
        if (RegisterLint.Run(compared).FirstOrDefault(finding => finding.Key == key) is not { } found) return new NotFound();
        if (await db.AcceptedGaps.AnyAsync(gap => gap.Key == key, ct)) return Result.Ok;
        var now = clock.GetUtcNow();
        var made = AcceptedGap.Of(found, reason, who.Id, now);
        if (made.Value is not { } gap) return made.Problem!;
        db.AcceptedGaps.Add(gap);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.GapAccepted, now, reference: found.Code));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // A colleague was faster. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (!await again.AcceptedGaps.AnyAsync(accepted => accepted.Key == key, ct)) throw;
        }
        return Result.Ok;
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>How far the closing of one's own account is.</summary>
/// <param name="BeginsOn">The day in Brussels on which it begins at the earliest: until then it is stopped by one click.</param>
/// <param name="HasBegun">Whether an officer looks at what goes; until they approve it can still be stopped.</param>
/// <param name="IsHeld">Whether all went that could go, and something holds the rest: nothing is left to stop.</param>
public sealed record MyClosing(DateOnly BeginsOn, bool HasBegun, bool IsHeld);

/// <summary>Whether one's own account is being closed, without looking at what would go.</summary>
public sealed class ReadMyClosing(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    /// <returns>Null where it is not.</returns>
    public async Task<Result<MyClosing?>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyClosing) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.AccountClosings.Where(c => c.Subject == who.Subject && c.EndedAt == null)
            .Select(c => new MyClosing(c.BeginsOn, c.State == ClosingState.Begun, db.ErasurePlans.Any(p => p.CausedBy == c.Id && p.State == ErasurePlanState.Done)))
            .SingleOrDefaultAsync(ct);
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>What closing one's account would do, and what stands open.</summary>
/// <param name="Standing">The closing that was asked for; null where none was.</param>
/// <param name="Preview">What would go now, later, and what stays.</param>
/// <param name="Cases">Requests that are open: the account stays until they are answered.</param>
/// <param name="Copies">Copies that are there or being made; they go with the account.</param>
/// <param name="IsHeld">Whether all went that could go, and something holds the rest: the account stays as long.</param>
public sealed record ClosingPreview(AccountClosing? Standing, ErasurePreview Preview, IReadOnlyList<OpenRequest> Cases, int Copies, bool IsHeld);

/// <summary>A request that is open.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Its number.</param>
/// <param name="Kind">What it asks.</param>
public sealed record OpenRequest(Guid Id, string Number, RequestKind Kind);

/// <summary>Shows what closing one's own account would do. Nothing is changed.</summary>
public sealed class PreviewClosing(IDbContextFactory<PortalDb> dbs, ErasureLines lines, Guard guard, TimeProvider clock)
{
    public async Task<Result<ClosingPreview>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PreviewClosing) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotPermitted();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRecordsViewed, clock.GetUtcNow(), ct);
        var preview = await lines.PreviewClosingAsync(db, subject, ct);
        if (!preview.IsOk) return preview.Problem;
        var standing = await StandingClosing.OfAsync(db, subject, ct);
        return new ClosingPreview(
            standing, preview.Value,
            await db.Requests.Where(r => r.Subject == subject && r.IsOpen).OrderBy(r => r.Number).Select(r => new OpenRequest(r.Id, r.Number!, r.Kind)).ToListAsync(ct),
            await db.Copies.CountAsync(c => c.Subject == subject && (c.State == CopyState.Waiting || c.State == CopyState.Making || c.State == CopyState.Ready), ct),
            standing is not null && await db.ErasurePlans.AnyAsync(p => p.CausedBy == standing.Id && p.State == ErasurePlanState.Done, ct));
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// What an erasure of the person's own data would do: what goes now, what goes on a date, what stays and why. From counts and
/// dates; no record is read and nothing is changed.
/// </summary>
/// <remarks>Rule D2; GDPR 17; policy 7.5.</remarks>
public sealed class PreviewErasure(IDbContextFactory<PortalDb> dbs, ErasureLines lines, Guard guard, TimeProvider clock)
{
    /// <param name="who">The person.</param>
    /// <param name="scope">What is to go.</param>
    /// <param name="ground">Why, if the person said.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ErasurePreview>> RunAsync(Actor who, RequestScope scope, ErasureGround? ground, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PreviewErasure) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotPermitted();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRecordsViewed, clock.GetUtcNow(), ct);
        return await lines.PreviewAsync(db, subject, scope, ground, ct);
    }
}

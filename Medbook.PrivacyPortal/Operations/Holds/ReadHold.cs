using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>A hold as staff see it.</summary>
/// <param name="Hold">The hold.</param>
/// <param name="Source">What people call the source; null where everything of a person is held.</param>
/// <param name="Dataset">What people call the records; null where everything of a person is held.</param>
/// <param name="IsOwn">Whether it is about whoever looks: a colleague decides about it.</param>
public sealed record HoldView(LegalHold Hold, LocalText? Source, LocalText? Dataset, bool IsOwn)
{
    /// <summary>The hold as it is seen.</summary>
    public SeenHold Seen => new(Hold.Id, Hold.Revision);
}

/// <summary>One hold. That somebody looks is written before anything is returned.</summary>
public sealed class ReadHold(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    public async Task<Result<HoldView>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadHold) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.LegalHolds.AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, ct) is not { } hold) return new NotFound();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.HoldViewed, hold.Subject, id.ToString(), clock.GetUtcNow(), ct);
        return new HoldView(hold, sources.SourceOf(hold.Target), sources.NameOf(hold.Target), IsOwn: who.Subject is { } me && hold.Subject == me);
    }
}

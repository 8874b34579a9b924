using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>An extract that left with somebody's data.</summary>
/// <param name="Study">The study.</param>
/// <param name="LeftAt">When (UTC).</param>
/// <param name="IsRemoved">Whether the partner was told to remove the person.</param>
/// <param name="ConfirmedAt">When the partner confirmed that (UTC); null where not.</param>
public sealed record MyExtract(Guid Study, DateTimeOffset LeftAt, bool IsRemoved, DateTimeOffset? ConfirmedAt);

/// <summary>A person sees in which extracts their data left, and what became of it after they withdrew.</summary>
/// <remarks>GDPR 15(1)(c); rule C4.</remarks>
public sealed class ListMyExtracts(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<IReadOnlyList<MyExtract>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListMyExtracts) is { } denied) return denied;
        if (who.Subject is not { } me) return new NotFound();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var left = await (from member in db.ExtractMembers.AsNoTracking()
                          join extract in db.ResearchExtracts on member.Extract equals extract.Id
                          where member.Subject == me && member.Reading == extract.Reading && extract.TakenAt != null
                              && (member.State == MemberState.In || member.State == MemberState.Removed)
                          orderby extract.TakenAt descending
                          select new { extract.Study, extract.TakenAt, member.State }).ToListAsync(ct);
        var notices = await db.RemovalNotices.AsNoTracking().Where(n => n.Subject == me).ToListAsync(ct);
        return (MyExtract[])[.. left.Select(one => new MyExtract(
            one.Study, one.TakenAt!.Value, one.State is MemberState.Removed,
            // The notice that followed this extract.
            one.State is MemberState.Removed ? notices.Where(n => n.Study == one.Study && n.MailedAt >= one.TakenAt).MinBy(n => n.MailedAt)?.AcknowledgedAt : null))];
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>A recipient who was told, or why not, as the person may know it.</summary>
/// <param name="Recipient">Identifier of the recipient in the register.</param>
/// <param name="Deed">What they were told.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Words">How they were told, or why not.</param>
/// <param name="At">When it got there (UTC).</param>
public sealed record TellingOf(string Recipient, NoticeDeed Deed, NoticeState State, string Words, DateTimeOffset At);

/// <summary>Who was told what became of a person's own data, request by request, and withdrawal by withdrawal.</summary>
/// <remarks>GDPR 19, second sentence.</remarks>
public sealed class ListMyNotices(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The person.</param>
    /// <param name="cause">The request, or the record of the withdrawal.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The recipients, oldest notice first; none for another's request.</returns>
    public async Task<Result<IReadOnlyList<TellingOf>>> RunAsync(Actor who, Guid cause, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListMyNotices) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var told = await NoticeFacts.CausedBy(db, cause).Where(n => n.Subject == who.Subject).OrderBy(n => n.CreatedAt).ThenBy(n => n.Recipient)
            .Select(n => new TellingOf(n.Recipient, n.Deed, n.State, n.Words, n.EndedAt ?? n.MailedAt ?? n.CreatedAt)).ToListAsync(ct);
        if (told.Count > 0) await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, clock.GetUtcNow(), ct);
        return told;
    }
}

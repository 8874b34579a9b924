using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Removals;

/// <summary>What a research partner reads behind the link of a mail.</summary>
/// <param name="Reference">What the mail calls it.</param>
/// <param name="Study">Name of the study.</param>
/// <param name="Pseudonym">Whom to remove; the same in every extract of the study.</param>
/// <param name="ReleasedOn">When the extracts were released that the person is in (UTC), oldest first.</param>
public sealed record OpenRemoval(string Reference, LocalText Study, string Pseudonym, IReadOnlyList<DateTimeOffset> ReleasedOn);

/// <summary>
/// A research partner opens the link of a mail, without signing in: the link is the proof. That it was opened is written once, before
/// anything is returned.
/// </summary>
public sealed class ReadRemoval(IDbContextFactory<PortalDb> dbs, StudyVault studies, Guard guard, TimeProvider clock)
{
    /// <param name="who">Anybody.</param>
    /// <param name="token">The token of the link.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whom to remove; <see cref="NotFound"/> where the link leads nowhere, or no more.</returns>
    public async Task<Result<OpenRemoval>> RunAsync(Actor who, string token, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadRemoval) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (hash, now) = (LinkToken.HashOf(token), clock.GetUtcNow());
        var notice = await db.RemovalNotices.SingleOrDefaultAsync(n => n.TokenHash == hash, ct);
        if (notice is null || !notice.LeadsOn(now)) return new NotFound();
        try
        {
            using var marks = await studies.OpenAsync(notice.Study, ct);
            if (notice.Open(now))
            {
                db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RemovalLooked, now, notice.Subject, notice.Id.ToString(), notice.Study.ToString()));
                await SaveAsync(db, ct);
            }
            var released = await db.ResearchExtracts.Where(e => e.Study == notice.Study && e.TakenAt != null
                    && db.ExtractMembers.Any(m => m.Extract == e.Id && m.Reading == e.Reading && m.Subject == notice.Subject && m.State == MemberState.Removed))
                .OrderBy(e => e.ReleasedAt).Select(e => e.ReleasedAt!.Value).ToListAsync(ct);
            var title = (await db.Studies.AsNoTracking().SingleAsync(s => s.Id == notice.Study, ct)).Plan.Title;
            return new OpenRemoval(notice.Reference, title, marks.PseudonymOf(notice.Subject), released);
        }
        catch (VaultException)
        {
            return new ExtractVaultUnavailable();
        }
    }

    // Opened twice at the same moment: the other one's entry stands for this one, too.
    private static async Task SaveAsync(PortalDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
    }
}

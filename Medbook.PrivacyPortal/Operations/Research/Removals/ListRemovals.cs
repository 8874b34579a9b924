using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Removals;

/// <summary>Somebody whom the partner of a study has to remove.</summary>
/// <param name="Pseudonym">Whom.</param>
/// <param name="Notice">How far the partner is.</param>
public sealed record RemovalRow(string Pseudonym, RemovalNotice Notice);

/// <summary>The last of those whom a partner has to remove.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Open">How many of them the partner did not confirm yet.</param>
public sealed record RemovalList(IReadOnlyList<RemovalRow> Rows, int Count, int Open);

/// <summary>Staff see whom the partner of a study has to remove, by pseudonym, and what the partner confirmed. Who it is, nobody is told.</summary>
public sealed class ListRemovals(IDbContextFactory<PortalDb> dbs, StudyVault studies, Guard guard)
{
    /// <summary>Most rows that are shown.</summary>
    public const int Most = 100;

    public async Task<Result<RemovalList>> RunAsync(Actor who, Guid study, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListRemovals) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var all = db.RemovalNotices.AsNoTracking().Where(n => n.Study == study);
        var notices = await all.OrderByDescending(n => n.MailedAt).ThenByDescending(n => n.Id).Take(Most).ToListAsync(ct);
        if (notices.Count == 0) return new RemovalList([], 0, 0);
        var (count, open) = (await all.CountAsync(ct), await all.CountAsync(n => n.AcknowledgedAt == null, ct));
        try
        {
            using var marks = await studies.OpenAsync(study, ct);
            return new RemovalList([.. notices.Select(notice => new RemovalRow(marks.PseudonymOf(notice.Subject), notice))], count, open);
        }
        catch (VaultException)
        {
            return new ExtractVaultUnavailable();
        }
    }
}

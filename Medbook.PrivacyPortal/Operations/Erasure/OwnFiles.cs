using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// What comes before the portal's own rows of somebody go who closes their account: no request waits for an answer, the last mail is out,
/// and the keys of their files are destroyed.
/// </summary>
public sealed class OwnFiles(IDbContextFactory<PortalDb> dbs, DestructionLedger ledger, TimeProvider clock)
{
    /// <summary>Code of an account that an answer still has to reach.</summary>
    internal const string OpenCase = "open-case";

    /// <summary>Code of a last mail that is still on its way.</summary>
    internal const string MailWaits = "mail-waits";

    private static readonly TimeSpan MostWait = TimeSpan.FromMinutes(2), BetweenLooks = TimeSpan.FromSeconds(2);

    /// <returns>Why the rows cannot go now, as a code; null where they can.</returns>
    internal async Task<string?> DestroyAsync(ErasurePlan plan, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Requests.AnyAsync(r => r.Subject == plan.Subject && r.IsOpen, ct)) return OpenCase;
        if (!await MailsAreOutAsync(db, plan, ct)) return MailWaits;

        if (await AreHeldAsync(db, plan, ct)) return null;
        var keys = await db.OwnerKeys.Where(key => key.Owner == plan.Subject.Value && key.DestroyedAt == null).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var files = new List<Guid>();
        foreach (var key in keys) files.AddRange((await OwnerFiles.DestroyAsync(db, key, now, ct)).Select(file => file.Id));
        foreach (var copy in await db.Copies.Where(c => c.Subject == plan.Subject && c.State == CopyState.Ready).ToListAsync(ct)) copy.Lose(now);
        foreach (var file in await db.CaseAttachments.Where(a => files.Contains(a.FileId) && a.DestroyedAt == null).ToListAsync(ct)) file.Destroy(now);
        if (keys.Count == 0) return null;

        // Before they are forgotten: what the ledger does not name comes back with an older backup.
        await ledger.AppendAsync([Destruction.OfOwnerKeys(plan.Id, keys.Select(key => key.Id)), Destruction.OfFileKeys(plan.Id, files)], CancellationToken.None);
        db.AuditEntries.Add(AuditEntry.Of(
            Actor.Portal, AuditAction.OwnFilesDestroyed, now, plan.Subject, plan.CausedBy.ToString(), files.Count.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(CancellationToken.None);
        return null;
    }

    /// <summary>Whether something holds what the portal itself has of the person, or some of it: then all of it stays.</summary>
    internal async Task<bool> AreHeldAsync(ErasurePlan plan, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await AreHeldAsync(db, plan, ct);
    }

    // With the key of a person all their files go: one that is held keeps it.
    private static async Task<bool> AreHeldAsync(PortalDb db, ErasurePlan plan, CancellationToken ct) =>
        await HoldsInForce.OnPersons(db, [plan.Subject]).AnyAsync(ct)
        || await db.LegalHolds.AnyAsync(h => h.ReleasedAt == null && h.Source == Map.PortalSource && (h.Subject == null || h.Subject == plan.Subject), ct);

    // The address goes with the rows: what is to reach it has to be out before, or given up by the post office.
    private async Task<bool> MailsAreOutAsync(PortalDb db, ErasurePlan plan, CancellationToken ct)
    {
        if (await SubjectAddress.OfAsync(db, plan.Subject, ct) is not { } address) return true;
        for (var until = clock.GetUtcNow() + MostWait; ;)
        {
            if (!await db.OutgoingMails.AnyAsync(m => m.To == address && m.SentAt == null && m.GivenUpAt == null, ct)) return true;
            if (clock.GetUtcNow() >= until) return false;
            await Task.Delay(BetweenLooks, clock, ct);
        }
    }
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Removals;

/// <summary>
/// What a decision of a person means for the extracts of a study, in its transaction: they are dropped from those that have not left, the
/// portal's own copy of a file they are in goes, and the partner is told to remove them from those that were downloaded. The study's revision
/// keeps a release from passing by, the extract's a download.
/// </summary>
/// <remarks>GDPR 7(3), 19; rules C2, C4.</remarks>
public sealed class StudyDecisions(PortalSettings settings)
{
    private static readonly ExtractState[] Open = [ExtractState.Waiting, ExtractState.Making, ExtractState.Prepared, ExtractState.Releasing];

    /// <summary>Somebody decided. A yes takes nobody out of an extract.</summary>
    internal async Task FollowAsync(PortalDb db, Actor who, ConsentRecord record, CancellationToken ct)
    {
        if (Study.Of(record.Purpose) is not { } study || ConsentRules.Allows(record.Decision)) return;
        // Also where the person is in none yet: they may be about to be read, and whoever releases looks again.
        (await db.Studies.SingleAsync(s => s.Id == study, ct)).Touch();
        await DropAsync(db, who, study, record.Subject, RemovalCause.Withdrawn, record.At, ct);
    }

    /// <summary>Data of somebody was erased: every study that used it loses them. Saved at once, and the same again changes nothing.</summary>
    /// <param name="dbs">Gives a context of its own.</param>
    /// <param name="subject">Whose data.</param>
    /// <param name="erased">The kinds of record, as source and dataset; null where nothing of the person stays.</param>
    /// <param name="clock">The time.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task ForgetAsync(
        IDbContextFactory<PortalDb> dbs, SubjectKey subject, IReadOnlyCollection<(string Source, string Dataset)>? erased, TimeProvider clock, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            foreach (var study in await StudiesOf(db, subject).ToListAsync(ct))
            {
                if (erased is null || await UsesAsync(db, study, erased, ct)) await DropAsync(db, Actor.Portal, study, subject, RemovalCause.Erased, clock.GetUtcNow(), ct);
            }
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (Exception fault) when (fault is DbUpdateConcurrencyException || DatabaseFault.IsDeadlock(fault))
            {
                // An extract was released in this moment: look again.
            }
        }
    }

    private static async Task<bool> UsesAsync(PortalDb db, Guid study, IReadOnlyCollection<(string Source, string Dataset)> erased, CancellationToken ct) =>
        (await db.StudyVersions.AsNoTracking().Where(v => v.Study == study).Select(v => v.Plan).ToListAsync(ct))
            .Exists(plan => plan.Fields.Any(field => erased.Contains((field.Source, field.Dataset))));

    /// <summary>The use of somebody's data is limited: an extract that is being released looks again.</summary>
    internal static async Task TouchAsync(PortalDb db, SubjectKey subject, CancellationToken ct)
    {
        var studies = await StudiesOf(db, subject).ToListAsync(ct);
        foreach (var study in await db.Studies.Where(s => studies.Contains(s.Id) && db.ResearchExtracts.Any(e => e.Study == s.Id && Open.Contains(e.State))).ToListAsync(ct)) study.Touch();
    }

    private static IQueryable<Guid> StudiesOf(PortalDb db, SubjectKey subject) =>
        db.ResearchExtracts.Where(e => db.ExtractMembers.Any(m => m.Extract == e.Id && m.Subject == subject)).Select(e => e.Study).Distinct();

    private async Task DropAsync(PortalDb db, Actor who, Guid id, SubjectKey subject, RemovalCause cause, DateTimeOffset now, CancellationToken ct)
    {
        var places = await (from member in db.ExtractMembers
                            join extract in db.ResearchExtracts on member.Extract equals extract.Id
                            where member.Subject == subject && extract.Study == id && member.Reading == extract.Reading
                                && member.State != MemberState.Dropped && member.State != MemberState.Removed
                            select new { Member = member, Extract = extract }).ToListAsync(ct);
        if (places.Count == 0) return;
        var study = await db.Studies.SingleAsync(s => s.Id == id, ct);
        study.Touch();
        var left = 0;
        foreach (var (member, extract) in places.Select(place => (place.Member, place.Extract)))
        {
            // What was downloaded may be with the partner; of anything else nothing leaves any more.
            if (extract.TakenAt is null) member.Drop();
            else if (member.Remove()) left++;
            if (HasToGo(extract, cause)) await DiscardAsync(db, who, extract, now, ct);
        }
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ExtractPersonDropped, now, subject, id.ToString(), $"extracts {places.Count}, left {left}"));
        if (left > 0) await TellAsync(db, study, subject, cause, now, ct);
    }

    // A file that was written cannot lose somebody. What was only read is never downloaded: it goes only where the data itself has to.
    private static bool HasToGo(ResearchExtract extract, RemovalCause cause) =>
        extract.State is ExtractState.Released || (extract.State is ExtractState.Prepared && cause is RemovalCause.Erased);

    private static async Task DiscardAsync(PortalDb db, Actor who, ResearchExtract extract, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var file in await db.VaultFiles.Where(f => f.Id == extract.StagedFile || f.Id == extract.File).ToListAsync(ct)) file.Destroy(now);
        extract.Discard(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ExtractDiscarded, now, reference: extract.Id.ToString(), detail: extract.Study.ToString()));
    }

    private async Task TellAsync(PortalDb db, Study study, SubjectKey subject, RemovalCause cause, DateTimeOffset now, CancellationToken ct)
    {
        var token = LinkToken.Make();
        var notice = RemovalNotice.Of(study.Id, subject, cause, LinkToken.HashOf(token), now);
        db.RemovalNotices.Add(notice);
        var plan = await db.StudyVersions.AsNoTracking().Where(v => v.Study == study.Id && v.Version == study.Version).Select(v => v.Plan).SingleAsync(ct);
        db.OutgoingMails.Add(RemovalMails.Tell(plan, notice, token, settings, now));
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Research.Removals;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>The text that was on the screen when somebody decided.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Language">Its language, as a culture name.</param>
public sealed record ShownText(int Version, string Language);

/// <summary>Writes a decision down, with its audit entry and its mail, in one transaction: from its commit on it counts.</summary>
public sealed class DecisionBook(
    IDbContextFactory<PortalDb> dbs, ChoicesInForce choices, WithdrawnData withdrawn, StudyDecisions studies, KeyedHash hash, PortalSettings settings, TimeProvider clock)
{
    /// <returns>The record; the one that is there already where the person decided the same before, however often they click.</returns>
    public async Task<Result<ConsentRecord>> WriteAsync(
        Actor who, string purpose, ShownText shown, ConsentDecision wanted, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var mine = await LastAsync(db, who, ct);
            var last = mine.Find(record => record.Purpose == purpose);
            var decided = await DecideAsync(db, who, purpose, shown, wanted, last, ct);
            if (decided.Value is not { } record) return decided;
            var ended = await EndedStudies.OfAsync(db, record, mine, SessionOf(who), clock.GetUtcNow(), ct);
            if (record == last && ended.Count == 0) return decided;
            await AddAsync(db, who, record, isNew: record != last, ended, ct);
            try
            {
                await db.SaveChangesAsync(ct);
                return record;
            }
            catch (Exception fault) when (DatabaseFault.IsDeadlock(fault) && !ct.IsCancellationRequested)
            {
                // The release of an extract wanted the same rows in another order: decide again, before or after it.
            }
            catch (DbUpdateConcurrencyException) when (!ct.IsCancellationRequested)
            {
                // An officer approved in this moment what a withdrawal led to, somebody else decided about the same study, or an extract of it
                // was released: decide again, after that.
            }
            catch (DbUpdateException) when (!ct.IsCancellationRequested)
            {
                // Another tab was faster: decide again, after its decision. Anything else is an accident.
                await using var again = await dbs.CreateDbContextAsync(ct);
                if ((await LastAsync(again, who, ct)).Select(r => r.Id).ToHashSet().SetEquals(mine.Select(r => r.Id))) throw;
            }
        }
    }

    // About every purpose: a no to research in general ends what was said about studies, too.
    private static Task<List<ConsentRecord>> LastAsync(PortalDb db, Actor who, CancellationToken ct) =>
        ChoicesInForce.Last(db).AsNoTracking().Where(r => r.Subject == who.Subject).ToListAsync(ct);

    private string? SessionOf(Actor who) => who.Session is { } id ? hash.Of("consent-session", id) : null;

    private async Task<Result<ConsentRecord>> DecideAsync(
        PortalDb db, Actor who, string purpose, ShownText shown, ConsentDecision wanted, ConsentRecord? last, CancellationToken ct)
    {
        var versions = choices.Texts(db).AsNoTracking().Where(t => t.Purpose == purpose);
        var text = await versions.SingleOrDefaultAsync(t => t.Version == shown.Version && t.Language == shown.Language, ct);
        if (text is null) return new NotFound();
        if (ConsentRules.Allows(wanted))
        {
            if (!await StudiesInForce.AsksAsync(db, purpose, BrusselsTime.Today(clock), ct)) return new StudyClosed();
            // A yes is given to the words in force and to no others. A no is never sent back.
            if (await versions.AnyAsync(t => t.Version > shown.Version, ct)) return new ConsentTextChanged();
        }
        var askedSince = await versions.Where(t => t.AsksAgain).MaxAsync(t => (int?)t.Version, ct) ?? 0;
        return ConsentRecord.Decide(last, wanted, who.Subject!.Value, text, askedSince, SessionOf(who), clock.GetUtcNow());
    }

    private async Task AddAsync(PortalDb db, Actor who, ConsentRecord record, bool isNew, IReadOnlyList<EndedStudy> ended, CancellationToken ct)
    {
        var address = await SubjectAddress.OfAsync(db, record.Subject, ct);
        foreach (var one in ended) await RecordAsync(db, who, one.Record, ct);
        if (isNew)
        {
            await RecordAsync(db, who, record, ct);
            await withdrawn.FollowAsync(db, who, record, ct);
        }
        await ChangeNews.WriteAsync(db, settings, record.Subject, ChangeKind.Consents, clock.GetUtcNow(), ct);
        if (address is null) return;
        // One mail says it all; where the no itself is an old one, each study that it ends now has its own.
        if (isNew) db.OutgoingMails.Add(ConsentMails.Confirm(address, record, await WordingAsync(db, record, ct), [.. ended.Select(one => one.Text.Wording.Title)], settings));
        else db.OutgoingMails.AddRange(ended.Select(one => ConsentMails.Confirm(address, one.Record, one.Text.Wording, [], settings)));
    }

    private async Task RecordAsync(PortalDb db, Actor who, ConsentRecord record, CancellationToken ct)
    {
        db.ConsentRecords.Add(record);
        db.AuditEntries.Add(AuditEntry.Of(who, ActionOf(record.Decision), record.At, record.Subject, record.Id.ToString(), record.Purpose));
        await studies.FollowAsync(db, who, record, ct);
    }

    private static async Task<ConsentWording> WordingAsync(PortalDb db, ConsentRecord record, CancellationToken ct) =>
        (await db.ConsentTexts.AsNoTracking().SingleAsync(t => t.Hash == record.TextHash, ct)).Wording;

    private static AuditAction ActionOf(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Given => AuditAction.ConsentGiven,
        ConsentDecision.Refused => AuditAction.ConsentRefused,
        ConsentDecision.Withdrawn => AuditAction.ConsentWithdrawn,
        ConsentDecision.Objected => AuditAction.SharingObjected,
        ConsentDecision.ObjectionLifted => AuditAction.SharingObjectionLifted,
    };
}

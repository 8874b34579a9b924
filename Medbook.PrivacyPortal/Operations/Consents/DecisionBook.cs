using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
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
    IDbContextFactory<PortalDb> dbs, ChoicesInForce choices, WithdrawnData withdrawn, KeyedHash hash, PortalSettings settings, TimeProvider clock)
{
    /// <returns>The record; the one that is there already where the person decided the same before, however often they click.</returns>
    public async Task<Result<ConsentRecord>> WriteAsync(
        Actor who, string purpose, ShownText shown, ConsentDecision wanted, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var last = await LastAsync(db, who, purpose, ct);
            var decided = await DecideAsync(db, who, purpose, shown, wanted, last, ct);
            if (decided.Value is not { } record || record == last) return decided;
            await AddAsync(db, who, record, ct);
            try
            {
                await db.SaveChangesAsync(ct);
                return record;
            }
            catch (DbUpdateConcurrencyException) when (!ct.IsCancellationRequested)
            {
                // An officer approved in this moment what a withdrawal led to: decide again, beside what they approved.
            }
            catch (DbUpdateException) when (!ct.IsCancellationRequested)
            {
                // Another tab was faster: decide again, after its decision. Anything else is an accident.
                await using var again = await dbs.CreateDbContextAsync(ct);
                if ((await LastAsync(again, who, purpose, ct))?.Id == last?.Id) throw;
            }
        }
    }

    private static Task<ConsentRecord?> LastAsync(PortalDb db, Actor who, string purpose, CancellationToken ct) =>
        db.ConsentRecords.AsNoTracking().Where(r => r.Subject == who.Subject && r.Purpose == purpose)
            .OrderByDescending(r => r.Sequence).FirstOrDefaultAsync(ct);

    private async Task<Result<ConsentRecord>> DecideAsync(
        PortalDb db, Actor who, string purpose, ShownText shown, ConsentDecision wanted, ConsentRecord? last, CancellationToken ct)
    {
        var versions = choices.Texts(db).AsNoTracking().Where(t => t.Purpose == purpose);
        var text = await versions.SingleOrDefaultAsync(t => t.Version == shown.Version && t.Language == shown.Language, ct);
        if (text is null) return new NotFound();
        // A yes is given to the words in force and to no others. A no is never sent back.
        if (ConsentRules.Allows(wanted) && await versions.AnyAsync(t => t.Version > shown.Version, ct)) return new ConsentTextChanged();

        var askedSince = await versions.Where(t => t.AsksAgain).MaxAsync(t => (int?)t.Version, ct) ?? 0;
        var session = who.Session is { } id ? hash.Of("consent-session", id) : null;
        return ConsentRecord.Decide(last, wanted, who.Subject!.Value, text, askedSince, session, clock.GetUtcNow());
    }

    private async Task AddAsync(PortalDb db, Actor who, ConsentRecord record, CancellationToken ct)
    {
        db.ConsentRecords.Add(record);
        db.AuditEntries.Add(AuditEntry.Of(who, ActionOf(record.Decision), record.At, record.Subject, record.Id.ToString(), record.Purpose));
        await ChangeNews.WriteAsync(db, settings, record.Subject, ChangeKind.Consents, record.At, ct);
        await withdrawn.FollowAsync(db, who, record, ct);
        if (await SubjectAddress.OfAsync(db, record.Subject, ct) is not { } address) return;
        var text = await db.ConsentTexts.AsNoTracking().SingleAsync(t => t.Hash == record.TextHash, ct);
        db.OutgoingMails.Add(ConsentMails.Confirm(address, record, text.Wording, settings));
    }

    private static AuditAction ActionOf(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Given => AuditAction.ConsentGiven,
        ConsentDecision.Refused => AuditAction.ConsentRefused,
        ConsentDecision.Withdrawn => AuditAction.ConsentWithdrawn,
        ConsentDecision.Objected => AuditAction.SharingObjected,
        ConsentDecision.ObjectionLifted => AuditAction.SharingObjectionLifted,
    };
}

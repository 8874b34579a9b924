using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>
/// An officer finds a request in the tray. Its clock runs from the day the mail arrived, however long it lay there (rule T1). What
/// a machine, a list or a mail server sent is not answered by a machine all the same.
/// </summary>
public sealed class TurnIntoRequest(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <returns>The confirmation of receipt of the request; the same however often it is asked for.</returns>
    public async Task<Result<Acknowledgement>> RunAsync(Actor who, Guid id, Guid revision, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TurnIntoRequest) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mail = await db.ReceivedMails.SingleOrDefaultAsync(m => m.Id == id, ct);
        if (mail is null) return new NotFound();
        if (mail.RequestId is { } made) return await GivenAsync(db, made, ct);
        if (mail.Revision != revision) return new ChangedMeanwhile();

        var now = clock.GetUtcNow();
        var person = Subject.Unknown(now);
        var address = MailAddress.Parse(mail.From);
        var entry = new RequestEntry(
            Guid.CreateVersion7(now), person.Key, RequestChannel.Email, RequestKind.Unsorted, BrusselsTime.DateOf(mail.ArrivedAt),
            MailWords.Of(mail.Title, mail.Text), address, MailLanguage.Of(mail.Text));
        if (mail.TurnInto(entry.Id, who.Id, now).Problem is { } problem) return problem;
        var added = await Arrivals.AddAsync(db, who, person, entry, mail.Nature == MailNature.Written ? address : null, now, ct);
        if (!added.IsOk) return added.Problem;

        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.MailTurned, now, person.Key, id.ToString(), entry.Id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        return added.Value.Acknowledgement!;
    }

    // The case may have been removed since.
    private static async Task<Result<Acknowledgement>> GivenAsync(PortalDb db, Guid request, CancellationToken ct) =>
        (await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request, ct))?.Acknowledgement is { } given ? given : new MailIsACase();
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>
/// Takes in a mail from the mailbox: it becomes a case with its attachments, and receipt is confirmed; or it waits in the tray for
/// an officer. Once by mailbox, UIDVALIDITY and UID, however often it is fetched and by however many.
/// </summary>
/// <remarks>Rules T1 and T8; RFC 3834. The From proves nothing: the case belongs to somebody unknown, linked to nobody.</remarks>
public sealed class TakeInMail(IDbContextFactory<PortalDb> dbs, MailFiles files, PortalSettings settings, Guard guard, TimeProvider clock)
{
    /// <summary>Cases of one sender within a day. More are read by an officer first: two machines may be answering each other.</summary>
    public const int MostPerDay = 5;

    /// <returns>Where it went.</returns>
    public async Task<Result<MailPlace>> RunAsync(Actor who, IncomingMail mail, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TakeInMail) is { } denied) return denied;
        var mark = new MailMark(mail.Mailbox, mail.UidValidity, mail.Uid, mail.Fingerprint);
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await PlaceOfAsync(db, mark, ct) is { } place) return place;
        if (await db.ReceivedMails.AnyAsync(m => m.Fingerprint == mail.Fingerprint, ct)) return await KeepAsync(db, who, ReceivedMail.Again(mark, mail.ArrivedAt), ct);
        return await IsCaseAsync(db, mail, ct) ? await MakeCaseAsync(db, who, mark, mail, ct) : await KeepAsync(db, who, InTray(mark, mail), ct);
    }

    private async Task<bool> IsCaseAsync(PortalDb db, IncomingMail mail, CancellationToken ct)
    {
        if (mail.Origin != MailOrigin.Person || mail.From is not { } from || IsOurs(from)) return false;
        if (MailWords.All(mail.Subject, mail.Text).Length == 0 && mail.Attachments.Count == 0) return false;
        if (BrusselsTime.DateOf(mail.ArrivedAt) < BrusselsTime.Today(clock).AddYears(-RightsRequest.OldestArrival)) return false;
        var dayBefore = mail.ArrivedAt.AddDays(-1);
        return await db.ReceivedMails.CountAsync(
            m => m.Place == MailPlace.Case && m.ArrivedAt > dayBefore && m.ArrivedAt <= mail.ArrivedAt && m.From == from, ct) < MostPerDay;
    }

    // The portal's own mails carry this address; one that comes back must not be answered with another.
    private bool IsOurs(string from) =>
        from.Equals(settings.Imap.User, StringComparison.OrdinalIgnoreCase)
        || (MimeKit.MailboxAddress.TryParse(settings.Mail.From, out var own) && from.Equals(own.Address, StringComparison.OrdinalIgnoreCase));

    private async Task<Result<MailPlace>> MakeCaseAsync(PortalDb db, Actor who, MailMark mark, IncomingMail mail, CancellationToken ct)
    {
        var person = Subject.Unknown(clock.GetUtcNow());
        var (taken, isIncomplete) = await files.TakeAsync(person.Key, mail, ct);
        var (place, isOurs) = await CommitCaseAsync(db, who, mark, mail, person, taken, isIncomplete, ct);
        // Not after a fault: a commit whose answer was lost may have been one. DropUnclaimedFiles knows later.
        if (!isOurs) await files.DropAsync(taken);
        return place;
    }

    private async Task<(Result<MailPlace> Place, bool IsOurs)> CommitCaseAsync(
        PortalDb db, Actor who, MailMark mark, IncomingMail mail, Subject person, IReadOnlyList<TakenFile> taken, bool isIncomplete, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        // A server's clock may run ahead of this one.
        var arrived = mail.ArrivedAt < now ? mail.ArrivedAt : now;
        var entry = new RequestEntry(
            Guid.CreateVersion7(now), person.Key, RequestChannel.Email, RequestKind.Unsorted, BrusselsTime.DateOf(arrived),
            MailWords.Of(mail.Subject, mail.Text), mail.From, MailLanguage.Of(mail.Text));
        var added = await Arrivals.AddAsync(db, who, person, entry, mail.From, now, ct);
        if (!added.IsOk) return (added.Problem, IsOurs: false);
        await files.ClaimAsync(db, taken, added.Value, now, ct);
        db.ReceivedMails.Add(ReceivedMail.AsCase(mark, mail.ArrivedAt, mail.From!, mail.Subject, entry.Id, isIncomplete));
        return await SaveAsync(db, mark, MailPlace.Case, () => transaction.CommitAsync(ct), ct);
    }

    private async Task<Result<MailPlace>> KeepAsync(PortalDb db, Actor who, ReceivedMail kept, CancellationToken ct)
    {
        db.ReceivedMails.Add(kept);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.MailKept, clock.GetUtcNow(), null, kept.Id.ToString(), kept.Place.ToString()));
        var mark = new MailMark(kept.Mailbox, kept.UidValidity, kept.Uid, kept.Fingerprint);
        return (await SaveAsync(db, mark, kept.Place, () => Task.CompletedTask, ct)).Place;
    }

    private async Task<(Result<MailPlace> Place, bool IsOurs)> SaveAsync(PortalDb db, MailMark mark, MailPlace place, Func<Task> commit, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            await commit();
            return (place, IsOurs: true);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Another poller was faster. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await PlaceOfAsync(again, mark, ct) is not { } taken) throw;
            return (taken, IsOurs: false);
        }
    }

    private static async Task<MailPlace?> PlaceOfAsync(PortalDb db, MailMark mark, CancellationToken ct) =>
        await db.ReceivedMails.Where(m => m.Mailbox == mark.Mailbox && m.UidValidity == mark.UidValidity && m.Uid == mark.Uid)
            .Select(m => (MailPlace?)m.Place).SingleOrDefaultAsync(ct);

    private static ReceivedMail InTray(MailMark mark, IncomingMail mail) => ReceivedMail.InTray(
        mark, mail.ArrivedAt, mail.From ?? mail.FromName, mail.Subject, mail.Text, NatureOf(mail.Origin), isIncomplete: !mail.IsWhole || mail.Attachments.Count > 0);

    private static MailNature NatureOf(MailOrigin origin) => origin switch
    {
        MailOrigin.Person => MailNature.Written,
        MailOrigin.Machine => MailNature.AutoSubmitted,
        MailOrigin.List => MailNature.List,
        MailOrigin.Bounce => MailNature.Bounce,
    };
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>Sends a request: it gets its number, its clock starts, and receipt is confirmed at once (rules T1 and T8). However often it is sent, it arrives once.</summary>
/// <remarks>An objection to direct marketing is answered in the same moment (GDPR 21(3)).</remarks>
public sealed class SubmitRequest(IDbContextFactory<PortalDb> dbs, RegisterCache registers, PortalSettings settings, Guard guard, TimeProvider clock)
{
    public async Task<Result<Acknowledgement>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SubmitRequest) is { } denied) return denied;
        try
        {
            return await SubmitAsync(who, id, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Sent twice at the same moment: the other one's acknowledgement is this one's too.
            await using var db = await dbs.CreateDbContextAsync(ct);
            var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Subject == who.Subject, ct);
            return request is null ? new NotFound() : request.Acknowledgement is { } given ? given : new ChangedMeanwhile();
        }
    }

    private async Task<Result<Acknowledgement>> SubmitAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var request = await db.Requests.SingleOrDefaultAsync(r => r.Id == id && r.Subject == who.Subject, ct);
        if (request is null) return new NotFound();
        if (request.Acknowledgement is { } given) return given;

        var now = clock.GetUtcNow();
        // A problem below leaves the transaction uncommitted: the number goes back.
        var number = await RequestNumbers.NextAsync(db, BrusselsTime.DateOf(now).Year, ct);
        var submitted = request.Submit(number, ChannelOf(who), ProofOf(who), now);
        if (!submitted.IsOk) return submitted;

        await FileDesk.SendAsync(FileReach.DeskOfPerson(db, id), message: null, now, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RequestSubmitted, now, request.Subject, id.ToString(), request.Kind.ToString()));
        if (await SubjectAddress.OfAsync(db, request.Subject, ct) is { } address) db.OutgoingMails.Add(CaseMails.Acknowledge(address, request, submitted.Value, settings, now));
        await GrantAtOnceAsync(db, request, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return submitted;
    }

    private static RequestChannel ChannelOf(Actor who) => who.OwnRole == Role.Guest ? RequestChannel.Guest : RequestChannel.Portal;

    // What cannot be granted at once waits for an officer like any other request.
    private async Task GrantAtOnceAsync(PortalDb db, RightsRequest request, DateTimeOffset now, CancellationToken ct)
    {
        if (!request.Details.DirectMarketing || await registers.OnAsync(db, BrusselsTime.DateOf(now), ct) is not { } register) return;
        var letter = DecisionLetters.EndMarketing(request, register, now);
        if (!request.GrantAtOnce(letter, register.Marketing, now).IsOk) return;
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.RequestGranted, now, request.Subject, request.Id.ToString(), letter.Hash));
        if (await CaseRecipient.OfAsync(db, request, settings, ct) is { } to) db.OutgoingMails.Add(CaseMails.Answer(to, request, letter, now));
    }

    private static SenderProof ProofOf(Actor who) =>
        who.OwnRole == Role.Guest ? SenderProof.MailCode : who.SecondFactor ? SenderProof.SecondFactor : who.Confirmed ? SenderProof.FreshSignIn : SenderProof.SignIn;
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>Sends a request: it gets its number, its clock starts, and receipt is confirmed at once (rules T1 and T8). However often it is sent, it arrives once.</summary>
public sealed class SubmitRequest(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
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

        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RequestSubmitted, now, request.Subject, id.ToString(), request.Kind.ToString()));
        if (await SubjectAddress.OfAsync(db, request.Subject, ct) is { } address)
        {
            db.OutgoingMails.Add(CaseMails.Acknowledge(address, request, submitted.Value, settings, now));
        }
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return submitted;
    }

    private static RequestChannel ChannelOf(Actor who) => who.OwnRole == Role.Guest ? RequestChannel.Guest : RequestChannel.Portal;

    private static SenderProof ProofOf(Actor who) =>
        who.OwnRole == Role.Guest ? SenderProof.MailCode : who.SecondFactor ? SenderProof.SecondFactor : who.Confirmed ? SenderProof.FreshSignIn : SenderProof.SignIn;
}

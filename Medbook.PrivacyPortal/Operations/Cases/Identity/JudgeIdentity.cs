using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>
/// An officer judges what a person answered. With either verdict the picture's key goes in this transaction and its bytes right after;
/// what stays is that it was checked, by whom, and when (rule I2).
/// </summary>
public sealed class JudgeIdentity(IDbContextFactory<PortalDb> dbs, FileVault vault, PortalSettings settings, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="request">The request.</param>
    /// <param name="id">The question.</param>
    /// <param name="revision">The question as the officer saw it; another one means that a colleague was faster.</param>
    /// <param name="fault">Why it is not enough; null where it is.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid request, Guid id, Guid revision, ProofFault? fault, CancellationToken ct)
    {
        if (guard.Check(who, Permission.JudgeIdentity) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db.Requests.SingleOrDefaultAsync(r => r.Id == request && r.Number != null, ct);
        var question = await db.IdentityQuestions.SingleOrDefaultAsync(q => q.Id == id && q.RequestId == request, ct);
        if (found is null || question is null) return new NotFound();
        if (found.Subject == who.Subject) return new OwnCase();
        if (question.IsOpen && question.Revision != revision) return new ChangedMeanwhile();

        var (now, file) = (clock.GetUtcNow(), question.FileId);
        var judged = fault is { } wrong ? found.RejectIdentity(question, wrong, who, now) : found.AcceptIdentity(question, who, now);
        if (judged.Problem is { } problem) return problem;
        await IdentityFile.DestroyAsync(db, file, now, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.IdentityJudged, now, found.Subject, id.ToString(), fault?.ToString() ?? nameof(QuestionState.Accepted)));
        if (await IdentityMails.AddressAsync(db, found, ct) is { } to)
        {
            var mails = new IdentityMails(found, question, settings);
            db.OutgoingMails.Add(fault is null ? mails.Accepted(to, now) : mails.Rejected(to, now));
        }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        DestroyedBytes.Remove(vault, file);
        return Result.Ok;
    }
}

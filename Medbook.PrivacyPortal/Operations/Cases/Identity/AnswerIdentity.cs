using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>
/// The person answers a question about identity: with a masked picture that goes straight into the vault, with a fresh sign-in, or in
/// words. A clock that stood goes on by itself (rule T6).
/// </summary>
public sealed class AnswerIdentity(IDbContextFactory<PortalDb> dbs, PictureKeeper keeper, Guard guard, TimeProvider clock)
{
    /// <param name="who">The person.</param>
    /// <param name="request">The request.</param>
    /// <param name="id">The question.</param>
    /// <param name="answer">What is answered.</param>
    /// <param name="ct">Cancels; a picture that is broken off is destroyed.</param>
    public async Task<Result> RunAsync(Actor who, Guid request, Guid id, IdentityAnswer answer, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AnswerIdentity) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db.Requests.SingleOrDefaultAsync(r => r.Id == request && r.Subject == who.Subject, ct);
        var question = await db.IdentityQuestions.SingleOrDefaultAsync(q => q.Id == id && q.RequestId == request, ct);
        if (found is null || question is null) return new NotFound();
        // Before a byte is read.
        if (question.State != QuestionState.Asked) return new QuestionAlreadyAnswered();
        if (answer.Proof == ProofKind.SecondFactor && await WhyNotSignInAsync(db, who, question, ct) is { } stale) return stale;

        if (answer.Picture is { } picture)
        {
            return await keeper.KeepAsync(db, question, picture, file => SaveAsync(db, who, found, question, answer, file, CancellationToken.None), ct);
        }
        return await SaveAsync(db, who, found, question, answer, null, ct);
    }

    private async Task<Result> SaveAsync(
        PortalDb db, Actor who, RightsRequest request, IdentityQuestion question, IdentityAnswer answer, VaultFile? file, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (request.AnswerIdentity(question, answer.Proof, answer.Words, file?.Id, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.IdentityAnswered, now, request.Subject, question.Id.ToString(), answer.Proof.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        return Result.Ok;
    }

    private static async Task<Problem?> WhyNotSignInAsync(PortalDb db, Actor who, IdentityQuestion question, CancellationToken ct)
    {
        if (question.About == QuestionAbout.Mandate) return new MandateNeedsMore();
        return await FreshSignIn.IsSoAsync(db, who, question, ct) ? null : new SignInNotFresh();
    }
}

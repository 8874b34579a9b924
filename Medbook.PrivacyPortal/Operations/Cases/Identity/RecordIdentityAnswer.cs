using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>An officer writes down an answer that came by telephone, by mail or at the desk, in words: a card is taken in on no other way than masked.</summary>
public sealed class RecordIdentityAnswer(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, Guid request, Guid id, string words, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RecordIdentityAnswer) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db.Requests.SingleOrDefaultAsync(r => r.Id == request && r.Number != null, ct);
        var question = await db.IdentityQuestions.SingleOrDefaultAsync(q => q.Id == id && q.RequestId == request, ct);
        if (found is null || question is null) return new NotFound();
        if (found.Subject == who.Subject) return new OwnCase();

        var now = clock.GetUtcNow();
        if (found.AnswerIdentity(question, ProofKind.OtherWay, words, null, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.IdentityAnswered, now, found.Subject, id.ToString(), nameof(ProofKind.OtherWay)));
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
}

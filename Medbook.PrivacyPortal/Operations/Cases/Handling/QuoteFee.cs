using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>An officer announces a fee before any work, with the facts; the person accepts it or withdraws the request (rule M1).</summary>
public sealed class QuoteFee(CaseChanges changes, Guard guard)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="revision">The revision the officer saw.</param>
    /// <param name="ground">Unfounded or excessive.</param>
    /// <param name="facts">The facts, in words the person reads.</param>
    /// <param name="euros">The amount.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, RefusalGround ground, string facts, decimal euros, CancellationToken ct)
    {
        if (guard.Check(who, Permission.QuoteFee) is { } denied) return denied;
        return await changes.ApplyAsync(who, id, revision, async change =>
        {
            var earlier = await EarlierRequests.LastAnsweredAsync(change.Db, change.Request, change.Cancelled);
            if (change.Request.QuoteFee(ground, facts, euros, earlier, change.Now).Problem is { } problem) return problem;
            await change.MailAsync(to => CaseMails.Fee(to, change.Request, change.Now));
            change.Audit(AuditAction.FeeQuoted, ground.ToString());
            await change.ClearDeskAsync(UnsentKind.Fee);
            return Result.Ok;
        }, ct);
    }
}

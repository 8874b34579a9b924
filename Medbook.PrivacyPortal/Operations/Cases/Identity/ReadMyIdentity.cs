using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>What a person sees of a question about who they are.</summary>
/// <param name="Request">Their request.</param>
/// <param name="Question">The newest question of it.</param>
/// <param name="EndsAt">When it ends by itself (UTC): without an answer, or without a verdict.</param>
/// <param name="Views">When officers looked at the picture (UTC), oldest first.</param>
/// <param name="IsFreshSignIn">Whether this sign-in can be the answer.</param>
public sealed record MyIdentity(
    RightsRequest Request, IdentityQuestion Question, DateTimeOffset EndsAt, IReadOnlyList<DateTimeOffset> Views, bool IsFreshSignIn);

/// <summary>The newest question about who somebody is, for themselves.</summary>
public sealed class ReadMyIdentity(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
{
    public async Task<Result<MyIdentity>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyIdentity) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request && r.Subject == who.Subject, ct);
        var question = await db.IdentityQuestions.AsNoTracking().Where(q => q.RequestId == request).OrderByDescending(q => q.AskedAt).FirstOrDefaultAsync(ct);
        if (found is null || question is null) return new NotFound();

        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, clock.GetUtcNow(), ct);
        return new MyIdentity(
            found, question, (question.AnsweredAt ?? question.AskedAt) + settings.Identity.Lifetime,
            await IdentityViews.Of(db, question).Select(view => view.At).ToListAsync(ct),
            question is { State: QuestionState.Asked, About: QuestionAbout.Identity } && await FreshSignIn.IsSoAsync(db, who, question, ct));
    }
}

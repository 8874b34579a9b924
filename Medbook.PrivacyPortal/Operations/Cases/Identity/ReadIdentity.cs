using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>One look of an officer at a picture.</summary>
/// <param name="Officer">Account of the officer.</param>
/// <param name="At">When (UTC).</param>
public sealed record PictureView(string Officer, DateTimeOffset At);

/// <summary>What the team sees of the identity of a case.</summary>
/// <param name="Questions">All questions, newest first.</param>
/// <param name="EndsAt">When the open one ends by itself (UTC).</param>
/// <param name="PictureBytes">Length of its picture; null where there is none.</param>
/// <param name="Views">Who looked at that picture, oldest first.</param>
/// <param name="AlwaysAsk">Whether the portal asks everybody by itself.</param>
public sealed record CaseIdentity(
    IReadOnlyList<IdentityQuestion> Questions, DateTimeOffset? EndsAt, long? PictureBytes, IReadOnlyList<PictureView> Views, bool AlwaysAsk)
{
    /// <summary>The question that waits for somebody; null where none does.</summary>
    public IdentityQuestion? Open => Questions.FirstOrDefault(question => question.IsOpen);
}

/// <summary>The identity of a case, for staff. That somebody looks is written before anything is returned.</summary>
public sealed class ReadIdentity(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
{
    public async Task<Result<CaseIdentity>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadIdentity) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request && r.Number != null, ct);
        if (found is null) return new NotFound();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, found.Subject, request.ToString(), clock.GetUtcNow(), ct);

        var questions = await db.IdentityQuestions.AsNoTracking().Where(q => q.RequestId == request).OrderByDescending(q => q.AskedAt).ToListAsync(ct);
        if (questions.FirstOrDefault(question => question.IsOpen) is not { } open) return new CaseIdentity(questions, null, null, [], settings.Identity.AlwaysAsk == true);
        var bytes = open is { State: QuestionState.Answered, FileId: { } file }
            ? await db.VaultFiles.Where(f => f.Id == file).Select(f => (long?)f.Length).SingleOrDefaultAsync(ct) : null;
        return new CaseIdentity(
            questions, (open.AnsweredAt ?? open.AskedAt) + settings.Identity.Lifetime, bytes,
            await IdentityViews.Of(db, open).Select(view => new PictureView(view.ActorId, view.At)).ToListAsync(ct), settings.Identity.AlwaysAsk == true);
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>A person writes to the team in a case of their own, and what lies on their desk goes along. However often it is sent, it arrives once.</summary>
public sealed class ReplyToCase(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
    : OwnCaseStep(dbs, settings, clock)
{
    /// <param name="who">The person.</param>
    /// <param name="id">The request.</param>
    /// <param name="message">Identifier of the message, chosen by the page.</param>
    /// <param name="text">What they write.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, Guid message, string text, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReplyToCase) is { } denied) return denied;
        return await TakeAsync(who, id, AuditAction.CaseAnswered, "team.answered", async (db, request, now) =>
        {
            if (await db.CaseMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == message, ct) is { } sent)
            {
                return sent.RequestId == id && sent.Kind == MessageKind.FromPerson ? false : new NotFound();
            }
            var isAsked = await db.IdentityQuestions.AnyAsync(q => q.RequestId == id && q.State == QuestionState.Asked, ct);
            var said = request.Reply(message, text, keepsWaiting: isAsked, who, now);
            if (!said.IsOk) return said.Problem;
            db.CaseMessages.Add(said.Value);
            await FileDesk.SendAsync(FileReach.DeskOfPerson(db, id), message, now, ct);
            return true;
        }, ct);
    }
}

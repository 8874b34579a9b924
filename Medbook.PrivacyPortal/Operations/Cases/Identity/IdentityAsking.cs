using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>What every question of identity has in common: the question, what it does to the case, the audit entry and the mail, for one transaction.</summary>
internal static class IdentityAsking
{
    public static async Task<Result<IdentityQuestion>> AskAsync(
        PortalDb db, RightsRequest request, Guid id, QuestionAbout about, string doubt, Actor who, Controller controller,
        PortalSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        var another = await db.IdentityQuestions.AnyAsync(
            q => q.RequestId == request.Id && (q.State == QuestionState.Asked || q.State == QuestionState.Answered), ct);
        var asked = request.AskForIdentity(id, about, doubt, another, who, now);
        if (!asked.IsOk) return asked;

        var question = asked.Value;
        db.IdentityQuestions.Add(question);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.IdentityAsked, now, request.Subject, id.ToString(), $"{about}{(question.Pauses ? ", paused" : "")}"));
        if (await IdentityMails.AddressAsync(db, request, ct) is { } to)
        {
            db.OutgoingMails.Add(new IdentityMails(request, question, settings).Ask(to, controller, now));
        }
        return question;
    }
}

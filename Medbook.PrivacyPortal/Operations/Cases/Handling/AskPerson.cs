using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>An officer asks the person something: the case waits for the answer, and the clock runs on (rule T6).</summary>
public sealed class AskPerson(CaseChanges changes, Guard guard)
{
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, Guid message, string text, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskPerson) is { } denied) return denied;
        return await changes.SayAsync(who, id, revision, message,
            change => change.SendAsync(change.Request.Ask(message, text, who, change.Now), AuditAction.PersonAsked), ct);
    }
}

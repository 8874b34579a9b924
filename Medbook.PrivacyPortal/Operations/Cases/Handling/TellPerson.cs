using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>An officer writes to the person, also after the answer; a mail says that there is something to read.</summary>
public sealed class TellPerson(CaseChanges changes, Guard guard)
{
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, Guid message, string text, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TellPerson) is { } denied) return denied;
        return await changes.SayAsync(who, id, revision, message,
            change => change.SendAsync(change.Request.Tell(message, text, who, change.Now), AuditAction.PersonTold), ct);
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>An officer writes a note of the team, also after the answer. It stands beside whatever colleagues do at the same time.</summary>
public sealed class WriteNote(CaseChanges changes, Guard guard)
{
    public async Task<Result> RunAsync(Actor who, Guid id, Guid note, string text, CancellationToken ct)
    {
        if (guard.Check(who, Permission.WriteNote) is { } denied) return denied;
        return await changes.SayAsync(who, id, revision: null, note, async change =>
        {
            var said = change.Request.Note(note, text, who, change.Now);
            if (!said.IsOk) return said.Problem;
            change.Db.CaseMessages.Add(said.Value);
            change.Audit(AuditAction.NoteWritten);
            await change.ClearDeskAsync(UnsentKind.Note);
            return Result.Ok;
        }, ct);
    }
}

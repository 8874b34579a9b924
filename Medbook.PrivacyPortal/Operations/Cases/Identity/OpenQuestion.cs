using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>The question about identity that still waits when its request is answered or taken back: nobody needs the proof any more.</summary>
internal static class OpenQuestion
{
    /// <summary>Ends it in the caller's transaction; the key of what was sent goes with it (rules I2 and I3). The person is told of the answer, not of this.</summary>
    /// <returns>The file whose bytes go after the commit; null where there is none.</returns>
    public static async Task<Guid?> EndAsync(PortalDb db, RightsRequest request, Actor who, DateTimeOffset now, CancellationToken ct)
    {
        var question = await db.IdentityQuestions.SingleOrDefaultAsync(
            q => q.RequestId == request.Id && (q.State == QuestionState.Asked || q.State == QuestionState.Answered), ct);
        if (question is null) return null;
        var (file, waited) = (question.FileId, question.State);
        request.LapseIdentity(question, now);
        await IdentityFile.DestroyAsync(db, file, now, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.IdentityLapsed, now, request.Subject, question.Id.ToString(), waited.ToString()));
        return file;
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>
/// Ends the questions whose time is over: nobody answered, or nobody judged the answer. What was sent is destroyed
/// (rule I3), and a clock that stood goes on.
/// </summary>
public sealed class LapseIdentity(IDbContextFactory<PortalDb> dbs, FileVault vault, PortalSettings settings, Guard guard, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many questions ended.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.LapseIdentity) is { } denied) return denied;
        var ended = 0;
        var last = Guid.Empty;
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var due = await Due(db, clock.GetUtcNow() - settings.Identity.Lifetime)
                .Where(q => q.Id > last).OrderBy(q => q.Id).Select(q => q.Id).Take(Batch).ToListAsync(ct);
            foreach (var id in due) ended += await LapseAsync(who, id, ct) ? 1 : 0;
            if (due.Count < Batch) return ended;
            last = due[^1];
        }
    }

    private static IQueryable<IdentityQuestion> Due(PortalDb db, DateTimeOffset before) => db.IdentityQuestions.Where(q =>
        (q.State == QuestionState.Asked && q.AskedAt <= before)
        || (q.State == QuestionState.Answered && q.AnsweredAt <= before));

    private async Task<bool> LapseAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var question = await db.IdentityQuestions.SingleAsync(q => q.Id == id, ct);
        var request = await db.Requests.SingleAsync(r => r.Id == question.RequestId, ct);
        var (now, file, answered) = (clock.GetUtcNow(), question.FileId, question.State == QuestionState.Answered);
        if (!request.LapseIdentity(question, now).IsOk) return false;
        await IdentityFile.DestroyAsync(db, file, now, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.IdentityLapsed, now, request.Subject, id.ToString(), answered ? nameof(QuestionState.Answered) : nameof(QuestionState.Asked)));
        if (await IdentityMails.AddressAsync(db, request, ct) is { } to)
        {
            db.OutgoingMails.Add(new IdentityMails(request, question, settings).Lapsed(to, answered, now));
        }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The person, an officer or another instance was faster; what is still due is due at the next tick.
            return false;
        }
        DestroyedBytes.Remove(vault, file);
        return true;
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>Removes a draft with its files. What was sent stays.</summary>
public sealed class DiscardDraft(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.DiscardDraft) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var draft = await db.Requests.SingleOrDefaultAsync(r => r.Id == id && r.Subject == who.Subject, ct);
        if (draft is null) return new NotFound();
        if (RequestTransitions.Next(draft.Status, RequestStep.Write).Problem is { } problem) return problem;

        var now = clock.GetUtcNow();
        var files = await FileReach.DeskOfPerson(db, id).ToListAsync(ct);
        foreach (var file in files) await FileDesk.ForgetAsync(db, file, now, ct);
        db.Requests.Remove(draft);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.DraftDiscarded, now, draft.Subject, id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        foreach (var file in files) DestroyedBytes.Remove(vault, file.FileId);
        return Result.Ok;
    }
}

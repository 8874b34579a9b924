using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>A person throws a copy away before its time is over: its key goes with the commit, its bytes right after.</summary>
public sealed class DiscardCopy(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.DiscardCopy) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var copy = await db.Copies.SingleOrDefaultAsync(c => c.Id == id && c.Subject == who.Subject, ct);
        if (copy is null) return new NotFound();

        var now = clock.GetUtcNow();
        if (copy.Discard(now).Problem is { } problem) return problem;
        (await CopyFile.OfAsync(db, copy, ct))?.Destroy(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CopyDiscarded, now, copy.Subject, id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        CopyFile.Remove(vault, copy.FileId);
        return Result.Ok;
    }
}

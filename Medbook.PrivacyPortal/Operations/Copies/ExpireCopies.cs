using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>Ends every copy whose time is over: its key goes with the commit, its bytes right after.</summary>
public sealed class ExpireCopies(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many copies ended.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ExpireCopies) is { } denied) return denied;
        var ended = 0;
        var now = clock.GetUtcNow();
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var due = await Due(db, now).Select(copy => copy.Id).Take(Batch).ToListAsync(ct);
            foreach (var id in due) ended += await ExpireAsync(who, id, now, ct) ? 1 : 0;
            if (due.Count < Batch) return ended;
        }
    }

    internal static IQueryable<DataCopy> Due(PortalDb db, DateTimeOffset now) =>
        db.Copies.Where(copy => copy.State == CopyState.Ready && copy.ExpiresAt <= now).OrderBy(copy => copy.ExpiresAt);

    private async Task<bool> ExpireAsync(Actor who, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var copy = await db.Copies.SingleAsync(c => c.Id == id, ct);
        if (copy.State != CopyState.Ready) return false;
        copy.Expire(now);
        (await CopyFile.OfAsync(db, copy, ct))?.Destroy(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CopyExpired, now, copy.Subject, id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The person threw it away in this moment, or another instance was faster.
            return false;
        }
        CopyFile.Remove(vault, copy.FileId);
        return true;
    }
}

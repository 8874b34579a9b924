using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>
/// An officer throws the files of an extract away: their keys go with the commit. Who is in one that was downloaded stays known, so that
/// the partner hears of a withdrawal.
/// </summary>
public sealed class DiscardExtract(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.DiscardExtract) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.ResearchExtracts.SingleOrDefaultAsync(e => e.Id == id, ct) is not { } extract) return new NotFound();
        if (extract.State is ExtractState.Discarded) return Result.Ok;
        var now = clock.GetUtcNow();
        if (extract.Discard(now).Problem is { } problem) return problem;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var files = await db.VaultFiles.Where(file => file.Id == extract.StagedFile || file.Id == extract.File).ToListAsync(ct);
        foreach (var file in files) file.Destroy(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ExtractDiscarded, now, reference: id.ToString(), detail: extract.Study.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        if (extract.TakenAt is null) await db.ExtractMembers.Where(m => m.Extract == id).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var file in files) DestroyedBytes.Remove(vault, file.Id);
        return Result.Ok;
    }
}

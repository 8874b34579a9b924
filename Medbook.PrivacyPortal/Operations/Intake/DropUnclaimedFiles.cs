using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>
/// Destroys files that a poller began and whose case never came to be, because it was killed in between: their owner was never
/// written down. The mail itself is taken in again, for another owner.
/// </summary>
public sealed class DropUnclaimedFiles(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <summary>Longer than any mail takes: what is younger may still get its case.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const int Batch = 100;

    /// <returns>How many files were destroyed.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.DropUnclaimedFiles) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var before = now - Patience;
        // An extract is its own owner, and may take longer. A measure and a study own more than what comes just now: one file that broke off must
        // not take the evidence, or the key of the pseudonyms, along.
        var owners = await db.VaultFiles
            .Where(file => file.State == VaultFileState.Writing && file.CreatedAt < before)
            .Where(file => !db.ResearchExtracts.Any(extract => extract.Id == file.Owner) && !db.Measures.Any(measure => measure.Id == file.Owner)
                && !db.Studies.Any(study => study.Id == file.Owner))
            .OrderBy(file => file.CreatedAt).Select(file => file.Owner).Distinct().Take(Batch).ToListAsync(ct);
        var keys = owners.Select(owner => new SubjectKey(owner)).ToList();
        var known = await db.Subjects.Where(subject => keys.Contains(subject.Key)).Select(subject => subject.Key).ToListAsync(ct);

        var dropped = 0;
        foreach (var owner in keys.Except(known))
        {
            var key = await db.OwnerKeys.SingleOrDefaultAsync(k => k.Owner == owner.Value && k.DestroyedAt == null, ct);
            if (key is not null) dropped += (await OwnerFiles.DestroyAsync(db, key, now, ct)).Count;
        }
        await db.SaveChangesAsync(ct);
        return dropped;
    }
}

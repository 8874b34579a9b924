using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.HandOver;

/// <summary>
/// Makes the pack about a case that the authority is given: what was asked, said, sent and decided, and the audit entries that prove
/// it; of a complaint also the request it is about. That it was made is written before its first byte leaves.
/// </summary>
/// <remarks>Policy 7.11; GDPR 31, 77.</remarks>
public sealed class HandOverCase(IDbContextFactory<PortalDb> dbs, FileVault vault, SigningKeys signing, Guard guard, TimeProvider clock)
{
    /// <returns>The pack, to be written once; or <see cref="NotFound"/>, <see cref="HandOverImpossible"/>.</returns>
    public async Task<Result<HandOverPack>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.HandOverCase) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var request = await db.Requests.Include(r => r.Events).SingleOrDefaultAsync(r => r.Id == id && r.Number != null, ct);
        if (request is null) return new NotFound();
        Signer signer;
        try
        {
            signer = await signing.OpenAsync(ct);
        }
        catch (VaultUnavailableException)
        {
            return new HandOverImpossible();
        }

        var now = clock.GetUtcNow();
        if (request.HandOver(now).Problem is { } problem)
        {
            signer.Dispose();
            return problem;
        }
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CaseHandedOver, now, request.Subject, id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            signer.Dispose();
            return new ChangedMeanwhile();
        }
        return new HandOverPack(await CasesAsync(db, request, ct), vault, signer, now);
    }

    // A complaint is about a request of the same person, where it names one.
    private static async Task<IReadOnlyList<CaseRecord>> CasesAsync(PortalDb db, RightsRequest request, CancellationToken ct)
    {
        List<CaseRecord> cases = [await CaseRecord.ReadAsync(db, request.Id, ct)];
        if (request.Details.EarlierRequest is { } earlier
            && await db.Requests.AnyAsync(r => r.Id == earlier && r.Subject == request.Subject && r.Number != null, ct))
        {
            cases.Add(await CaseRecord.ReadAsync(db, earlier, ct));
        }
        return cases;
    }
}

/// <summary>The key that signs the pack is not there: an operator has to look (<c>vault verify</c>).</summary>
public sealed record HandOverImpossible() : Problem("hand-over.impossible");

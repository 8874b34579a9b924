using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Consents.Receipts;

/// <summary>A receipt with its signature.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Signature">The detached signature over exactly those bytes.</param>
public sealed record SignedReceipt(byte[] Content, string Signature);

/// <summary>
/// The receipt of a person's own decision. Made when it is asked for, of what was stored with the decision: a no is never held up by a
/// key that does not open, and a decision of years ago has a receipt too.
/// </summary>
public sealed class ReadMyConsentReceipt(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, SigningKeys keys, PortalSettings settings, Guard guard, TimeProvider clock, ILogger<ReadMyConsentReceipt> log)
{
    /// <param name="who">The person.</param>
    /// <param name="id">The record of the decision.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns><see cref="NotFound"/> also for another's.</returns>
    public async Task<Result<SignedReceipt>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyConsentReceipt) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.ConsentRecords.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Subject == who.Subject, ct) is not { } record) return new NotFound();
        if (await registers.KnownAtAsync(db, record.At, ct) is not { } register) return new RegisterMissing();
        var text = await db.ConsentTexts.AsNoTracking().SingleAsync(t => t.Hash == record.TextHash, ct);

        var content = ReceiptFiles.BytesOf(ConsentReceipt.Of(record, text, await StudyAsync(db, record, ct), register, settings.PublicUrl!));
        try
        {
            using var signer = await keys.OpenAsync(ct);
            await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnChoicesViewed, clock.GetUtcNow(), ct);
            return new SignedReceipt(content, signer.Sign(content));
        }
        catch (VaultUnavailableException fault)
        {
            log.LogError(fault, "A receipt could not be signed");
            return new ReceiptNotSigned();
        }
    }

    // The text has the number of the version.
    private static async Task<StudyVersion?> StudyAsync(PortalDb db, ConsentRecord record, CancellationToken ct) =>
        Study.Of(record.Purpose) is { } study ? await db.StudyVersions.AsNoTracking().SingleAsync(v => v.Study == study && v.Version == record.TextVersion, ct) : null;
}

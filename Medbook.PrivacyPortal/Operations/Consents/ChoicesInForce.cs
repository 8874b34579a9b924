using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>A purpose that people decide about.</summary>
/// <param name="Purpose">Its identifier.</param>
/// <param name="Kind">What kind of choice it asks.</param>
/// <param name="AskedSince">The last version of its text that asked anew: decisions on an earlier one no longer count (rule C5).</param>
internal sealed record AskedPurpose(string Purpose, ChoiceKind Kind, int AskedSince);

/// <summary>
/// What people's choices allow now. Asked in the context, and so in the transaction, of whoever is about to use data:
/// nothing is remembered, so that a withdrawal counts from its commit on.
/// </summary>
/// <remarks>GDPR 7(3), 21(3); rule C2.</remarks>
public sealed class ChoicesInForce(TimeProvider clock)
{
    /// <summary>Whether research may use this person's data now.</summary>
    public Task<bool> MayResearchUseAsync(PortalDb db, SubjectKey subject, CancellationToken ct) =>
        WhoAgrees(db, ConsentPurposes.Research).AnyAsync(agreeing => agreeing == subject, ct);

    /// <summary>Whether this person objected to sharing with the accreditation committee.</summary>
    public Task<bool> ObjectsToSharingAsync(PortalDb db, SubjectKey subject, CancellationToken ct) =>
        Last(db).AnyAsync(
            r => r.Subject == subject && r.Purpose == ConsentPurposes.AccreditationCommittee && r.Decision == ConsentDecision.Objected, ct);

    /// <summary>Everybody whose consent to a purpose stands, for an extract of many.</summary>
    public IQueryable<SubjectKey> WhoAgrees(PortalDb db, string purpose)
    {
        var texts = Texts(db).Where(t => t.Purpose == purpose && t.AsksAgain);
        return Last(db)
            .Where(r => r.Purpose == purpose && r.Decision == ConsentDecision.Given && r.TextVersion >= (texts.Max(t => (int?)t.Version) ?? 0))
            .Select(r => r.Subject);
    }

    /// <summary>Every purpose that people decide about now; a study that ended or was retired is none.</summary>
    internal async Task<IReadOnlyList<AskedPurpose>> AskedNowAsync(PortalDb db, CancellationToken ct)
    {
        var open = await StudiesInForce.OpenAsync(db, BrusselsTime.Today(clock), ct);
        var purposes = await Texts(db).GroupBy(t => new { t.Purpose, t.Kind })
            .Select(texts => new AskedPurpose(texts.Key.Purpose, texts.Key.Kind, texts.Max(t => t.AsksAgain ? t.Version : 0))).ToListAsync(ct);
        return purposes.FindAll(asked => Study.Of(asked.Purpose) is null || open.Contains(asked.Purpose));
    }

    /// <summary>The texts that are in force or were.</summary>
    internal IQueryable<ConsentText> Texts(PortalDb db)
    {
        var today = BrusselsTime.Today(clock);
        return db.ConsentTexts.Where(t => t.EffectiveFrom <= today);
    }

    /// <summary>Everybody's last decision about each purpose.</summary>
    internal static IQueryable<ConsentRecord> Last(PortalDb db) => db.ConsentRecords.Where(r =>
        !db.ConsentRecords.Any(later => later.Subject == r.Subject && later.Purpose == r.Purpose && later.Sequence > r.Sequence));
}

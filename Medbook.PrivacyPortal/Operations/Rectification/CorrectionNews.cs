using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Rectification;

/// <summary>Who hears of the outcome of corrections, in the transaction that writes it: recipients of the data, the team where something waits for it, the person once nothing is open.</summary>
public sealed class CorrectionNews(RecipientNotices notices, PortalSettings settings)
{
    /// <summary>Writes the mails.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="request">The request.</param>
    /// <param name="all">All corrections of the request, as they stand now.</param>
    /// <param name="changed">Those that changed now.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Cancels.</param>
    internal async Task TellAsync(
        PortalDb db, RightsRequest request, IReadOnlyList<Correction> all, IReadOnlyList<Correction> changed, DateTimeOffset now, CancellationToken ct)
    {
        if (changed.Count == 0) return;
        await notices.AddAsync(db, request, NoticeDeed.Corrected, [.. changed.Where(one => one.IsCorrected).Select(Touched)], now, ct);
        if (changed.Any(one => one.NeedsOfficer))
        {
            foreach (var colleague in await CaseTeam.OfAsync(db, request, ct)) db.OutgoingMails.Add(CaseMails.Tell(colleague, request, "team.correction", settings, now));
        }
        if (all.Any(one => one.IsOpen)) return;
        if (await CaseRecipient.OfAsync(db, request, settings, ct) is { } to) db.OutgoingMails.Add(CaseMails.Corrected(to, request, all, now));
    }

    private static TouchedData Touched(Correction one) => new("", new ScopedRow(one.Source, one.Dataset, one.Record), one.Field, one.Proposed);
}

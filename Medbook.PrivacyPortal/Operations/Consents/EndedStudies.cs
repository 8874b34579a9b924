using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>A yes to a study that a no to research in general ended.</summary>
/// <param name="Record">The withdrawal.</param>
/// <param name="Text">The text that was agreed to.</param>
internal sealed record EndedStudy(ConsentRecord Record, ConsentText Text);

/// <summary>
/// Whoever says no to research in general says no to each study: each yes is withdrawn by a record of its own, in the same transaction. So what
/// stands in the log about a study is all that an extract has to ask. A yes that is given to a study later is a decision of its own.
/// </summary>
/// <remarks>GDPR 7(3); rule C2.</remarks>
internal static class EndedStudies
{
    /// <summary>The withdrawals that a decision brings with it; none where it is no such no.</summary>
    /// <param name="db">Reads the texts that were agreed to.</param>
    /// <param name="general">The decision.</param>
    /// <param name="mine">The last decision of the same person about each purpose.</param>
    /// <param name="session">Keyed hash of the session.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<EndedStudy>> OfAsync(
        PortalDb db, ConsentRecord general, IEnumerable<ConsentRecord> mine, string? session, DateTimeOffset now, CancellationToken ct)
    {
        if (general.Purpose != ConsentPurposes.Research || ConsentRules.Allows(general.Decision)) return [];
        var ended = new List<EndedStudy>();
        foreach (var yes in mine.Where(record => record.Decision == ConsentDecision.Given && Study.Of(record.Purpose) is not null).OrderBy(record => record.Purpose, StringComparer.Ordinal))
        {
            var text = await db.ConsentTexts.AsNoTracking().SingleAsync(t => t.Purpose == yes.Purpose && t.Version == yes.TextVersion && t.Language == general.Language, ct);
            var withdrawn = ConsentRecord.Decide(yes, ConsentDecision.Withdrawn, yes.Subject, text, askedSince: 0, session, now);
            ended.Add(new EndedStudy(withdrawn.Value!, text));
        }
        return ended;
    }
}

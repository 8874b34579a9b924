using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>How a copy whose texts wait asks for an officer.</summary>
internal static class OfficerReview
{
    /// <summary>
    /// Adds the review of a finished copy to the transaction that finishes it: a new one, or the open one of the person and kind.
    /// Nothing where no text waits. A supplement asks for none: what it brings was judged.
    /// </summary>
    /// <param name="db">The context the copy is saved with.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="unjudged">How many different texts nobody has judged.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AskAsync(PortalDb db, DataCopy copy, long unjudged, CancellationToken ct)
    {
        if (unjudged == 0 || copy.SupplementOf is not null) return;
        var waiting = ReviewState.Waiting;
        var open = await db.CopyReviews.SingleOrDefaultAsync(r => r.Subject == copy.Subject && r.Kind == copy.Kind && r.State == waiting, ct);
        if (open is null) db.CopyReviews.Add(CopyReview.Of(copy, unjudged));
        else open.Join(copy, unjudged);
    }
}

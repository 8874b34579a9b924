using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>What a person asked before.</summary>
internal static class EarlierRequests
{
    /// <summary>When the last request of the same kind arrived that was answered before this one did; null where there is none.</summary>
    /// <remarks>Rule M1: chasing a request that was not answered yet is no repeat.</remarks>
    public static Task<DateOnly?> LastAnsweredAsync(PortalDb db, RightsRequest request, CancellationToken ct) =>
        db.Requests.Where(r => r.Subject == request.Subject && r.Kind == request.Kind && r.Id != request.Id && r.DecidedAt < request.ReceivedAt)
            .MaxAsync(r => r.ReceivedOn, ct);
}

using Medbook.PrivacyPortal.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>How many requests have a status. Triggers keep it, in the transaction that changes a request: see .docs/migrations.md.</summary>
internal sealed class RequestCount
{
    public RequestStatus Status { get; private set; }
    public int Count { get; private set; }
}

/// <summary>The exact numbers of requests, without counting them.</summary>
public static class RequestCounts
{
    /// <summary>How many there are of each status; a status without any may be missing.</summary>
    public static async Task<IReadOnlyDictionary<RequestStatus, int>> ReadAsync(PortalDb db, CancellationToken ct) =>
        await db.Set<RequestCount>().AsNoTracking().ToDictionaryAsync(count => count.Status, count => count.Count, ct);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>What only the person can do about a request.</summary>
public enum WaitsFor
{
    /// <summary>To go on writing it.</summary>
    Draft,
    /// <summary>To answer a question.</summary>
    Answer,
    /// <summary>To show who they are.</summary>
    Identity,
    /// <summary>To show that they may act for somebody.</summary>
    Mandate,
    /// <summary>To accept a fee, or drop the request.</summary>
    Fee,
}

/// <summary>A request that waits for its person.</summary>
/// <param name="Id">Which.</param>
/// <param name="Kind">What it asks.</param>
/// <param name="For">What they can do.</param>
/// <param name="Since">When it last changed (UTC).</param>
/// <param name="Euros">The fee; null where none is open.</param>
public sealed record WaitingRequest(Guid Id, RequestKind Kind, WaitsFor For, DateTimeOffset Since, decimal? Euros);

/// <summary>A person's own requests that wait for them, however old, the last changed first.</summary>
public sealed class ListWaitingRequests(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <summary>More than a page can show.</summary>
    public const int Most = 20;

    public async Task<Result<IReadOnlyList<WaitingRequest>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListWaitingRequests) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, clock.GetUtcNow(), ct);

        var asked = db.IdentityQuestions.Where(q => q.State == QuestionState.Asked);
        var found = await db.Requests.AsNoTracking()
            .Where(r => r.Subject == who.Subject)
            .Where(r => r.Status == RequestStatus.Draft || r.Status == RequestStatus.WaitingForPerson || asked.Any(q => q.RequestId == r.Id))
            .OrderByDescending(r => r.ChangedAt).ThenByDescending(r => r.Id).Take(Most)
            .Select(r => new { r.Id, r.Kind, r.Status, r.ChangedAt, r.Fee, About = asked.Where(q => q.RequestId == r.Id).Select(q => (QuestionAbout?)q.About).FirstOrDefault() })
            .ToListAsync(ct);
        return found.Select(r => new WaitingRequest(r.Id, r.Kind, For(r.Status, r.Fee, r.About), r.ChangedAt, r.Fee is { AcceptedAt: null } fee ? fee.Euros : null)).ToList();
    }

    // Who they are comes first: before that nothing else moves on.
    private static WaitsFor For(RequestStatus status, FeeQuote? fee, QuestionAbout? about) => (status, about, fee) switch
    {
        (RequestStatus.Draft, _, _) => WaitsFor.Draft,
        (_, QuestionAbout.Identity, _) => WaitsFor.Identity,
        (_, QuestionAbout.Mandate, _) => WaitsFor.Mandate,
        (_, _, { AcceptedAt: null }) => WaitsFor.Fee,
        _ => WaitsFor.Answer,
    };
}

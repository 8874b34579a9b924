using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Handling;

namespace Medbook.PrivacyPortal.Operations.Cases.Queue;

/// <summary>A request as the officer saw it in the queue.</summary>
public sealed record SeenRequest(Guid Id, Guid Revision);

/// <summary>How many of the chosen requests were given to somebody, and how many were not, because somebody was faster or it is their own.</summary>
public sealed record AssignedRequests(int Done, int Left);

/// <summary>Gives several requests of the queue to an officer at once, each as if it were given alone: one that cannot be given keeps none of the others back.</summary>
public sealed class AssignRequests(AssignRequest assign, Guard guard)
{
    /// <param name="who">The officer who gives.</param>
    /// <param name="requests">The requests; no more than a page.</param>
    /// <param name="officer">Account that gets them; null for nobody.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<AssignedRequests>> RunAsync(Actor who, IReadOnlyCollection<SeenRequest> requests, string? officer, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AssignRequests) is { } denied) return denied;
        if (requests.Count == 0) return new NothingChosen();
        if (requests.Count > ListRequests.PageSize) return new TooManyChosen(ListRequests.PageSize);
        var done = 0;
        foreach (var request in requests)
        {
            var given = await assign.RunAsync(who, request.Id, request.Revision, officer, ct);
            if (given.IsOk) done++;
            // Nobody of that name: no other of the chosen could be given either.
            else if (given.Problem is OfficerUnknown) return given.Problem;
        }
        return new AssignedRequests(done, requests.Count - done);
    }
}

using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Erasing;

/// <summary>Where a plan stands. Stored by name, so names never change.</summary>
public enum ErasurePlanState
{
    /// <summary>The request was granted, and nobody has looked yet what goes.</summary>
    Wanted,
    /// <summary>An officer looks at it.</summary>
    Proposed,
    /// <summary>One officer approved it; it is so large that another one has to.</summary>
    HalfApproved,
    /// <summary>It is approved: a run carries it out.</summary>
    Approved,
    /// <summary>Nothing that had to go is left, and a certificate says so.</summary>
    Done,
    /// <summary>It could not be carried out whole; an officer can have it tried again.</summary>
    Stopped,
}

/// <summary>What a plan says about the person's records of one kind.</summary>
/// <param name="Source">Name of the source they lie in.</param>
/// <param name="Dataset">Identifier of the dataset.</param>
/// <param name="Fate">What becomes of them.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many there were when it was made.</param>
/// <param name="End">The day the last of their periods ends on; null where none follows.</param>
/// <param name="Keys">The keys of the records that are meant, as text; empty where all are.</param>
public sealed record ErasurePlanLine(
    string Source, string Dataset, ErasureFate Fate, ErasureReason Reason, long Count, DateOnly? End, IReadOnlyList<string> Keys)
{
    /// <summary>How many of them something held when the plan was made; each is asked about again when its turn comes.</summary>
    public long Held { get; init; }

    /// <summary>Whether an erasure changes records of this kind.</summary>
    public bool IsCarriedOut => Fate != ErasureFate.Stays;

    /// <summary>Two lines are equal when they say the same about the same records.</summary>
    public bool Equals(ErasurePlanLine? other) =>
        other is not null && (Source, Dataset, Fate, Reason, Count, End, Held) == (other.Source, other.Dataset, other.Fate, other.Reason, other.Count, other.End, other.Held)
        && Keys.SequenceEqual(other.Keys);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Source, Dataset, Fate, Reason, Count, End);
}

/// <summary>
/// What is to be destroyed of a person's data because a request was granted, kind of record by kind of record. Officers approve it, a run
/// carries it out, a certificate proves it.
/// </summary>
/// <remarks>Rules D1-D3; GDPR 17. It holds keys and counts, no values.</remarks>
public sealed class ErasurePlan : DestructionPlan
{
    private ErasurePlan() { }

    /// <summary>The data subject.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>The request that was granted.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>What becomes of the person's records, kind by kind.</summary>
    public IReadOnlyList<ErasurePlanLine> Lines { get; private set; } = [];

    /// <summary>When the request was granted (UTC).</summary>
    public DateTimeOffset GrantedAt { get; private set; }

    /// <inheritdoc />
    public override long Count => Lines.Where(line => line.IsCarriedOut).Sum(line => line.Count);

    /// <summary>What follows from granting a request: written with the decision, so that no erasure is forgotten.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The plan, without a line; or <see cref="NothingToErase"/> where the request was not one for erasure that was granted, at least in part.</returns>
    public static Result<ErasurePlan> For(RightsRequest request, DateTimeOffset now) => CanFollow(request)
        ? new ErasurePlan
        {
            Id = Guid.CreateVersion7(now), Subject = request.Subject, RequestId = request.Id, State = ErasurePlanState.Wanted,
            GrantedAt = request.DecidedAt!.Value, Revision = Guid.NewGuid(),
        }
        : new NothingToErase();

    /// <summary>Whether a request ends in an erasure: it asked for one, and an officer granted it, at least in part.</summary>
    public static bool CanFollow(RightsRequest request) =>
        request is { Kind: RequestKind.Erasure, Outcome: Outcome.Granted or Outcome.PartlyGranted };

    /// <summary>What is to go: what the request named, less what was refused.</summary>
    /// <exception cref="ArgumentException">The request does not end in an erasure.</exception>
    public static RequestScope ScopeOf(RightsRequest request)
    {
        if (!CanFollow(request)) throw new ArgumentException("The request does not end in an erasure.", nameof(request));
        if (request.Outcome == Outcome.Granted) return request.Scope;
        var granted = request.Parts.Where(part => part.IsGranted).ToList();
        var scope = new RequestScope
        {
            Activities = [.. granted.Select(part => part.Activity).OfType<string>()],
            Rows = [.. granted.Select(part => part.Row).OfType<ScopedRow>()],
        };
        // An empty scope means everything, and a part never does.
        return scope.IsEverything ? throw new InvalidOperationException($"Request {request.Id} grants a part that names nothing.") : scope;
    }

    /// <summary>Says what becomes of the person's records; anew as long as nobody approved it, because records change.</summary>
    /// <param name="lines">What becomes of the records, kind by kind.</param>
    /// <param name="missing">Names of the sources of which nobody could say anything.</param>
    /// <param name="now">When (UTC).</param>
    public Result Propose(IReadOnlyList<ErasurePlanLine> lines, IReadOnlyList<string> missing, DateTimeOffset now)
    {
        if (State is not (ErasurePlanState.Wanted or ErasurePlanState.Proposed)) return new PlanAlreadyApproved();
        (State, Lines, Missing, MadeAt) = (ErasurePlanState.Proposed, lines, missing, now);
        return Changed();
    }
}

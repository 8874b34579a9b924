using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Erasing;

/// <summary>Where a plan stands. Stored by name, so names never change.</summary>
public enum ErasurePlanState
{
    /// <summary>Its cause is there, and nobody has looked yet what goes.</summary>
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
    /// <summary>Its cause fell away before it was approved: nothing was destroyed.</summary>
    CalledOff,
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
/// What is to be destroyed of a person's data for one cause, kind of record by kind of record. Officers approve it, a run carries it out, a
/// certificate proves it. What something held until then is taken up by a plan that follows it.
/// </summary>
/// <remarks>Rules D1-D3; GDPR 17. It holds keys and counts, no values.</remarks>
public sealed class ErasurePlan : DestructionPlan
{
    private ErasurePlan() { }

    /// <summary>The data subject.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Why.</summary>
    public ErasureCause Cause { get; private set; }

    /// <summary>What caused it: the request, the record of the withdrawal, or the closing of the account.</summary>
    public Guid CausedBy { get; private set; }

    /// <summary>Which plan of its cause it is, from 1. Unique for a cause, so that none is planned twice at once.</summary>
    public int Round { get; private set; }

    /// <summary>The plan it follows, which left something; null for the first.</summary>
    public Guid? Follows { get; private set; }

    /// <summary>What the cause speaks of; null in a plan from before this was kept, where the request says it.</summary>
    public RequestScope? Scope { get; private set; }

    /// <summary>The ground of the law; null where the person named none.</summary>
    public ErasureGround? Ground { get; private set; }

    /// <summary>What becomes of the person's records, kind by kind.</summary>
    public IReadOnlyList<ErasurePlanLine> Lines { get; private set; } = [];

    /// <summary>When the request was granted, the consent withdrawn, the account about to go, or what held the rest of it released (UTC).</summary>
    public DateTimeOffset GrantedAt { get; private set; }

    /// <summary>The request that caused it; null where something else did.</summary>
    public Guid? RequestId => Cause.IsRequest() ? CausedBy : null;

    /// <summary>As what it asks whether something holds a record.</summary>
    public DestructionCause AsksAs => RequestId is { } request ? DestructionCause.RequestOf(request) : DestructionCause.Person;

    /// <inheritdoc />
    public override long Count => Lines.Where(line => line.IsCarriedOut).Sum(line => line.Count);

    /// <summary>What follows from granting a request: written with the decision, so that no erasure is forgotten.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The plan, without a line; or <see cref="NothingToErase"/> where the request was not one for erasure that was granted, at least in part.</returns>
    public static Result<ErasurePlan> For(RightsRequest request, DateTimeOffset now) => CanFollow(request)
        ? Want(ErasureCause.RequestGranted, request.Id, request.Subject, ScopeOf(request), request.Details.ErasureGround, request.DecidedAt!.Value, now)
        : new NothingToErase();

    /// <summary>What follows from granting an objection.</summary>
    /// <param name="objection">The request.</param>
    /// <param name="scope">The uses that stop.</param>
    /// <param name="now">When (UTC).</param>
    /// <exception cref="ArgumentException">It is no objection that was granted, or the scope names nothing.</exception>
    /// <remarks>GDPR 17(1)(c), 21.</remarks>
    public static ErasurePlan AfterObjection(RightsRequest objection, RequestScope scope, DateTimeOffset now)
    {
        if (!IsUpheld(objection)) throw new ArgumentException("No objection was granted.", nameof(objection));
        return Want(ErasureCause.ObjectionUpheld, objection.Id, objection.Subject, Named(scope), ErasureCause.ObjectionUpheld.Ground(), objection.DecidedAt!.Value, now);
    }

    /// <summary>What follows from the withdrawal of a consent.</summary>
    /// <param name="record">The record of the withdrawal.</param>
    /// <param name="scope">The uses that rested on the consent.</param>
    /// <exception cref="ArgumentException">It is no withdrawal, or the scope names nothing.</exception>
    /// <remarks>GDPR 7(3), 17(1)(b).</remarks>
    public static ErasurePlan AfterWithdrawal(ConsentRecord record, RequestScope scope)
    {
        if (record.Decision != ConsentDecision.Withdrawn) throw new ArgumentException("No consent was withdrawn.", nameof(record));
        return Want(ErasureCause.ConsentWithdrawn, record.Id, record.Subject, Named(scope), ErasureCause.ConsentWithdrawn.Ground(), record.At, record.At);
    }

    /// <summary>What follows when the days to think again about closing an account are over.</summary>
    /// <param name="closing">The closing.</param>
    /// <param name="now">When (UTC).</param>
    public static ErasurePlan AfterClosing(AccountClosing closing, DateTimeOffset now) =>
        Want(ErasureCause.AccountClosing, closing.Id, closing.Subject, RequestScope.Everything, null, now, now);

    /// <summary>What takes up the rest of a plan that is done, for the same cause: something held it, or its period had not ended.</summary>
    /// <param name="done">The plan.</param>
    /// <param name="now">When (UTC).</param>
    /// <exception cref="ArgumentException">The plan is not done.</exception>
    public static ErasurePlan Following(ErasurePlan done, DateTimeOffset now)
    {
        if (done.State != ErasurePlanState.Done) throw new ArgumentException("The plan is not done.", nameof(done));
        var next = Want(done.Cause, done.CausedBy, done.Subject, done.Scope, done.Ground, now, now);
        (next.Round, next.Follows) = (done.Round + 1, done.Id);
        return next;
    }

    private static ErasurePlan Want(
        ErasureCause cause, Guid causedBy, SubjectKey subject, RequestScope? scope, ErasureGround? ground, DateTimeOffset at, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), Cause = cause, CausedBy = causedBy, Round = 1, Subject = subject, Scope = scope, Ground = ground,
        State = ErasurePlanState.Wanted, GrantedAt = at, Revision = Guid.NewGuid(),
    };

    // An empty scope means everything, and these causes never do.
    private static RequestScope Named(RequestScope scope) => scope.IsEverything ? throw new ArgumentException("It names nothing.", nameof(scope)) : scope;

    /// <summary>Whether a request is an objection that was granted, at least in part.</summary>
    public static bool IsUpheld(RightsRequest request) =>
        request is { Kind: RequestKind.Objection, Outcome: Outcome.Granted or Outcome.PartlyGranted };

    /// <summary>Whether a request ends in an erasure: it asked for one, and an officer granted it, at least in part.</summary>
    public static bool CanFollow(RightsRequest request) =>
        request is { Kind: RequestKind.Erasure, Outcome: Outcome.Granted or Outcome.PartlyGranted };

    /// <summary>What was granted: what the request named, less what was refused.</summary>
    /// <exception cref="ArgumentException">The request is neither for an erasure nor an objection, or nothing of it was granted.</exception>
    public static RequestScope ScopeOf(RightsRequest request)
    {
        if (!CanFollow(request) && !IsUpheld(request)) throw new ArgumentException("The request does not end in an erasure.", nameof(request));
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

    /// <summary>Its cause fell away, for example because the consent was given again. What somebody approved whole is not called off.</summary>
    public Result CallOff(DateTimeOffset now)
    {
        if (State is not (ErasurePlanState.Wanted or ErasurePlanState.Proposed or ErasurePlanState.HalfApproved)) return new PlanAlreadyApproved();
        (State, EndedAt) = (ErasurePlanState.CalledOff, now);
        return Changed();
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

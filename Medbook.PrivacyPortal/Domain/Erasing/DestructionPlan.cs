using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Domain.Erasing;

/// <summary>What is to be destroyed, whoever asks for it: officers approve it, a run carries it out, a certificate proves it.</summary>
/// <remarks>Rules D1-D3. It holds keys and counts, no values.</remarks>
public abstract class DestructionPlan
{
    /// <summary>Longest code of a failure.</summary>
    public const int MaxFailure = 64;

    private protected DestructionPlan() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private protected set; }

    /// <summary>Where it stands.</summary>
    public ErasurePlanState State { get; private protected set; }

    /// <summary>Names of the sources of which nobody could say anything; while there is one, nobody can approve it.</summary>
    public IReadOnlyList<string> Missing { get; private protected set; } = [];

    /// <summary>When it was last made (UTC); null where nobody has looked yet.</summary>
    public DateTimeOffset? MadeAt { get; private protected set; }

    /// <summary>Account of the officer who approved it first.</summary>
    public string? ApprovedBy { get; private protected set; }

    /// <summary>Account of the second officer, where one was needed.</summary>
    public string? SecondBy { get; private set; }

    /// <summary>When the last approval that was needed was given (UTC).</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>When it was done, stopped or called off (UTC).</summary>
    public DateTimeOffset? EndedAt { get; private protected set; }

    /// <summary>Code of why it stopped; never a database's words.</summary>
    public string? Failure { get; private set; }

    /// <summary>The certificate, as it was signed; null until it is done.</summary>
    public string? Certificate { get; private set; }

    /// <summary>The signature of the certificate: a JSON Web Signature without its content.</summary>
    public string? Signature { get; private set; }

    /// <summary>Changes with each change; of two officers at once the second is told.</summary>
    public Guid Revision { get; private protected set; }

    /// <summary>Number of records that are to go or to change.</summary>
    public abstract long Count { get; }

    /// <summary>An officer approves it as they saw it.</summary>
    /// <param name="by">The officer.</param>
    /// <param name="fourEyesFrom">From how many records on a second officer is needed.</param>
    /// <param name="now">When (UTC).</param>
    public virtual Result Approve(Actor by, long fourEyesFrom, DateTimeOffset now)
    {
        if (!by.Roles.Contains(Role.Officer)) return new OfficerMissing();
        if (State == ErasurePlanState.Wanted) return new PlanMissing();
        if (State is not (ErasurePlanState.Proposed or ErasurePlanState.HalfApproved)) return new PlanAlreadyApproved();
        if (Missing.Count > 0) return new PlanIncomplete();
        if (ApprovedBy == by.Id) return new SecondOfficerMissing();
        if (ApprovedBy is null) ApprovedBy = by.Id;
        else SecondBy = by.Id;
        if (SecondBy is null && Count >= fourEyesFrom)
        {
            State = ErasurePlanState.HalfApproved;
            return Changed();
        }
        (State, ApprovedAt) = (ErasurePlanState.Approved, now);
        return Changed();
    }

    /// <summary>An officer has what stopped tried again; what was approved stays approved.</summary>
    public Result TryAgain(Actor by)
    {
        if (!by.Roles.Contains(Role.Officer)) return new OfficerMissing();
        if (State != ErasurePlanState.Stopped) return new PlanNotStopped();
        (State, EndedAt, Failure) = (ErasurePlanState.Approved, null, null);
        return Changed();
    }

    /// <summary>Nothing that had to go is left.</summary>
    /// <param name="certificate">The certificate, byte for byte as it was signed.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="now">When (UTC).</param>
    public virtual void Finish(string certificate, string signature, DateTimeOffset now)
    {
        if (State != ErasurePlanState.Approved) throw new InvalidOperationException($"Plan {Id} is {State}.");
        (State, Certificate, Signature, EndedAt) = (ErasurePlanState.Done, certificate, signature, now);
        Changed();
    }

    /// <summary>It could not be carried out whole.</summary>
    public void Stop(string code, DateTimeOffset now)
    {
        if (State != ErasurePlanState.Approved) throw new InvalidOperationException($"Plan {Id} is {State}.");
        (State, Failure, EndedAt) = (ErasurePlanState.Stopped, code, now);
        Changed();
    }

    /// <summary>It was changed.</summary>
    private protected Result Changed()
    {
        Revision = Guid.NewGuid();
        return Result.Ok;
    }
}

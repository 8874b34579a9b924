using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Domain.Retention;

/// <summary>
/// The records whose period has ended, kind by kind, on one day. Officers approve it, a run carries it out, a certificate proves it. There
/// is one at a time.
/// </summary>
/// <remarks>Rules D1-D3; GDPR 5(1)(e); policy 5.</remarks>
public sealed class RetentionSweep : DestructionPlan, IAudited
{
    private RetentionSweep() { }

    /// <summary>The day it was made on, in Brussels: a period that ended before it is over.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>What becomes of the records, kind by kind.</summary>
    public IReadOnlyList<SweepLine> Lines { get; private set; } = [];

    /// <summary>Number of records whose period had ended when it was made, held ones among them.</summary>
    public long Due => Lines.Sum(line => line.Count);

    /// <inheritdoc />
    public override long Count => Lines.Sum(line => line.Goes);

    /// <summary>True while it is not done, else null: the database takes one that is open, and any number that are not.</summary>
    public bool? Open { get; private set; }

    /// <summary>The first proposal.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="day">The day in Brussels.</param>
    /// <param name="now">When (UTC).</param>
    public static RetentionSweep Of(FoundDue found, DateOnly day, DateTimeOffset now)
    {
        var sweep = new RetentionSweep { Id = Guid.CreateVersion7(now), State = ErasurePlanState.Proposed, Open = true };
        sweep.Propose(found, day, now);
        return sweep;
    }

    /// <summary>Counts anew, as long as it is not approved; an approval of other counts does not count any more.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="day">The day in Brussels.</param>
    /// <param name="now">When (UTC).</param>
    public Result Propose(FoundDue found, DateOnly day, DateTimeOffset now)
    {
        if (State is not (ErasurePlanState.Proposed or ErasurePlanState.HalfApproved)) return new SweepUnderWay();
        (State, Day, Lines, Missing, MadeAt, ApprovedBy) = (ErasurePlanState.Proposed, day, found.Lines, found.Missing, now, null);
        return Changed();
    }

    /// <summary>An officer approves it as they saw it; where nothing goes there is nothing to approve.</summary>
    /// <inheritdoc />
    public override Result Approve(Actor by, long fourEyesFrom, DateTimeOffset now) =>
        State == ErasurePlanState.Proposed && Count == 0 && Missing.Count == 0 ? new NothingDue() : base.Approve(by, fourEyesFrom, now);

    /// <summary>Nothing that had to go is left; the keys of records that were shown are forgotten with them.</summary>
    /// <inheritdoc />
    public override void Finish(string certificate, string signature, DateTimeOffset now)
    {
        base.Finish(certificate, signature, now);
        (Open, Lines) = (null, [.. Lines.Select(line => line with { Samples = [] })]);
    }
}

/// <summary>What was found in the sources on a day.</summary>
/// <param name="Lines">The records whose period has ended, kind by kind.</param>
/// <param name="Missing">Names of the sources of which nobody could say anything.</param>
public sealed record FoundDue(IReadOnlyList<SweepLine> Lines, IReadOnlyList<string> Missing);

using Medbook.PrivacyPortal.Domain.Audit;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>
/// A study that people are asked about, one by one. What is being written is <see cref="Plan"/>; what people decide on is a
/// <see cref="StudyVersion"/> with a text of its own under <see cref="Purpose"/>.
/// </summary>
/// <remarks>GDPR 6(1)(a), 7, 89; policy 3.1, 4.1, 7.4.</remarks>
public sealed class Study : IAudited
{
    /// <summary>How the purposes of studies begin.</summary>
    public const string PurposePrefix = "study-";

    private Study() { }

    /// <summary>Identifier, chosen by the page, so that a second click begins no second study.</summary>
    public Guid Id { get; private set; }

    /// <summary>Where it stands.</summary>
    public StudyState State { get; private set; }

    /// <summary>The version in force; 0 where none was published.</summary>
    public int Version { get; private set; }

    /// <summary>What is being written; what is in force where nothing was changed since.</summary>
    public StudyPlan Plan { get; private set; } = new();

    /// <summary>Account of the officer who began it.</summary>
    public string BegunBy { get; private set; } = "";

    /// <summary>When it was begun (UTC).</summary>
    public DateTimeOffset BegunAt { get; private set; }

    /// <summary>When it was retired (UTC); null while it is not.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>
    /// Changes with every change, and with every decision of a person about the study that an extract has to see: whoever writes says which
    /// one was read, so that a release and a withdrawal never pass each other.
    /// </summary>
    public Guid Revision { get; private set; }

    /// <summary>
    /// Changes with what is written and with where the study stands, and with nothing else: whoever writes says which one they saw. Decisions of
    /// people leave it, so that nobody who writes is told of a change that they cannot see.
    /// </summary>
    public Guid PlanRevision { get; private set; }

    /// <summary>The purpose under which people decide about it.</summary>
    public string Purpose => PurposeOf(Id);

    /// <summary>The purpose of a study.</summary>
    public static string PurposeOf(Guid study) => $"{PurposePrefix}{study:N}";

    /// <summary>The study of a purpose; null where the purpose is of none.</summary>
    public static Guid? Of(string purpose) =>
        purpose.StartsWith(PurposePrefix, StringComparison.Ordinal) && Guid.TryParseExact(purpose.AsSpan(PurposePrefix.Length), "N", out var id) ? id : null;

    /// <summary>Somebody decided about it: an extract that is being released has to look again.</summary>
    public void Touch() => Revision = Guid.NewGuid();

    /// <summary>A new study.</summary>
    /// <param name="id">Identifier, chosen by the page.</param>
    /// <param name="plan">What was written so far; it need not be whole.</param>
    /// <param name="by">Account of the officer.</param>
    /// <param name="now">When (UTC).</param>
    public static Study Begin(Guid id, StudyPlan plan, string by, DateTimeOffset now) =>
        new() { Id = id, Plan = plan, BegunBy = by, BegunAt = now, Revision = Guid.NewGuid(), PlanRevision = Guid.NewGuid() };

    /// <summary>Keeps what was written so far; it need not be whole.</summary>
    /// <param name="plan">What was written.</param>
    /// <returns>Nothing; or <see cref="StudyRetired"/> or <see cref="StudyWordsTooLong"/>.</returns>
    public Result Write(StudyPlan plan)
    {
        if (State == StudyState.Retired) return new StudyRetired();
        if (plan.WhyNotKept is { } problem) return problem;
        if (plan == Plan) return Result.Ok;
        Plan = plan;
        Change();
        return Result.Ok;
    }

    /// <summary>Why what was written cannot be put in force; null where it can.</summary>
    /// <param name="change">What it is to those who decided already.</param>
    /// <param name="inForce">The version in force; null where none was published.</param>
    /// <param name="today">The day in Brussels.</param>
    /// <remarks>Rule C5: what asks for more than people agreed to is no rewording, whatever it is called.</remarks>
    public Problem? WhyNotPublished(StudyChange change, StudyVersion? inForce, DateOnly today) =>
        State == StudyState.Retired ? new StudyRetired()
        : Plan.Lacks(today).FirstOrDefault() is { } lack ? lack
        : inForce is null != (change == StudyChange.First) ? new ChangedMeanwhile()
        : inForce is null ? null
        : inForce.Plan == Plan ? new StudyUnchanged()
        : change == StudyChange.Rewording && Plan.AsksForMoreThan(inForce.Plan) ? new StudyAsksForMore()
        : null;

    /// <summary>Puts what was written in force; <see cref="WhyNotPublished"/> was asked.</summary>
    /// <param name="change">What it is to those who decided already.</param>
    /// <param name="by">Account of the officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The version.</returns>
    public StudyVersion Publish(StudyChange change, string by, DateTimeOffset now)
    {
        State = StudyState.Published;
        Version++;
        Change();
        return StudyVersion.Of(this, change, by, now);
    }

    /// <summary>Ends it: nobody is asked any more, and nothing leaves.</summary>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="StudyRetired"/> where that was done already.</returns>
    public Result Retire(DateTimeOffset now)
    {
        if (State == StudyState.Retired) return new StudyRetired();
        (State, RetiredAt) = (StudyState.Retired, now);
        Change();
        return Result.Ok;
    }

    private void Change()
    {
        PlanRevision = Guid.NewGuid();
        Touch();
    }
}

/// <summary>Where a study stands. Stored by name, so names never change.</summary>
public enum StudyState
{
    /// <summary>It is being written; nobody is asked.</summary>
    Draft,
    /// <summary>People are asked, and extracts can be made.</summary>
    Published,
    /// <summary>Nobody is asked any more and nothing leaves; what was decided stays known.</summary>
    Retired,
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>
/// That records may not be destroyed for now, by whatever asks for it: a request, a retention period, the end of an account. An
/// officer places it, looks at it again by a day, and releases it.
/// </summary>
/// <remarks>Rule D1; GDPR 17(3)(b) and (e). It is itself personal data where it names a person.</remarks>
public sealed class LegalHold : IAudited
{
    /// <summary>Most characters of the authority.</summary>
    public const int MaxLine = 200;

    /// <summary>Most characters of the reference, and of each reason.</summary>
    public const int MaxWords = 2000;

    /// <summary>Months after which somebody looks again at the latest (choice).</summary>
    public const int ReviewMonths = 12;

    private LegalHold() { }

    /// <summary>Identifier, chosen by the page, so that a second click places no second one.</summary>
    public Guid Id { get; private set; }

    /// <summary>The person; null where everybody's records are held.</summary>
    public SubjectKey? Subject { get; private set; }

    /// <summary>Name of the source; empty for all.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Identifier of the dataset; empty for all.</summary>
    public string Dataset { get; private set; } = "";

    /// <summary>Key of the record; empty for all.</summary>
    public string Record { get; private set; } = "";

    /// <summary>On which ground.</summary>
    public HoldGround Ground { get; private set; }

    /// <summary>Who asks for it; written for the team.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>What it is about; written for the team.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Account of the officer who placed it.</summary>
    public string PlacedBy { get; private set; } = "";

    /// <summary>When it was placed (UTC); it holds from then on.</summary>
    public DateTimeOffset PlacedAt { get; private set; }

    /// <summary>The day in Brussels by which somebody looks whether it is still needed. It holds on when that day passes.</summary>
    public DateOnly ReviewOn { get; private set; }

    /// <summary>Every look that found it still needed, oldest first.</summary>
    public IReadOnlyList<HoldReview> Reviews { get; private set; } = [];

    /// <summary>When the team was told that <see cref="ReviewOn"/> is there (UTC); null until then.</summary>
    public DateTimeOffset? NoticedAt { get; private set; }

    /// <summary>Account of the officer who released it.</summary>
    public string? ReleasedBy { get; private set; }

    /// <summary>When it was released (UTC); null while it holds.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>The day in Brussels of the release; null while it holds.</summary>
    public DateOnly? ReleasedOn { get; private set; }

    /// <summary>Why it was released.</summary>
    public string ReleaseWords { get; private set; } = "";

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>What it holds.</summary>
    public HoldTarget Target => new(Subject, Source, Dataset, Record);

    /// <summary>Whether it holds.</summary>
    public bool IsInForce => ReleasedAt is null;

    /// <summary>A new hold.</summary>
    /// <param name="id">Identifier, chosen by the page.</param>
    /// <param name="order">What is held, and why.</param>
    /// <param name="who">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The hold; or <see cref="OwnHold"/>, the fault of its target, <see cref="HoldGroundMissing"/>, <see cref="HoldAuthorityMissing"/>,
    /// <see cref="HoldReferenceMissing"/>, <see cref="HoldWordsTooLong"/> or <see cref="ReviewDayUnfit"/>.</returns>
    public static Result<LegalHold> Place(Guid id, HoldOrder order, Actor who, DateTimeOffset now)
    {
        if (who.Subject is { } me && order.Target.Subject == me) return new OwnHold();
        if (order.Target.Fault is { } fault) return fault;
        if (order.Ground is not { } ground) return new HoldGroundMissing();
        if (string.IsNullOrWhiteSpace(order.Authority)) return new HoldAuthorityMissing();
        if (order.Authority.Trim().Length > MaxLine) return new HoldWordsTooLong(MaxLine);
        if (string.IsNullOrWhiteSpace(order.Reference)) return new HoldReferenceMissing();
        if (order.Reference.Trim().Length > MaxWords) return new HoldWordsTooLong(MaxWords);
        if (WhyNotOn(order.ReviewOn, now) is { } unfit) return unfit;
        var (subject, source, dataset, record) = order.Target;
        return new LegalHold
        {
            Id = id, Subject = subject, Source = source, Dataset = dataset, Record = record, Ground = ground,
            Authority = order.Authority.Trim(), Reference = order.Reference.Trim(), ReviewOn = order.ReviewOn,
            PlacedBy = who.Id, PlacedAt = now, Revision = Guid.NewGuid(),
        };
    }

    /// <summary>An officer looked: it is still needed.</summary>
    /// <param name="next">The day of the next look.</param>
    /// <param name="words">Why it is still needed.</param>
    /// <param name="who">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="OwnHold"/>, <see cref="HoldReleased"/>, <see cref="HoldWordsMissing"/>, <see cref="HoldWordsTooLong"/>
    /// or <see cref="ReviewDayUnfit"/>.</returns>
    public Result Review(DateOnly next, string words, Actor who, DateTimeOffset now)
    {
        if (WhyNotBy(who, words) is { } problem) return problem;
        if (WhyNotOn(next, now) is { } unfit) return unfit;
        (Reviews, ReviewOn, NoticedAt) = ([.. Reviews, new HoldReview(who.Id, now, next, words.Trim())], next, null);
        Revision = Guid.NewGuid();
        return Result.Ok;
    }

    /// <summary>An officer ends it: what it held may be destroyed from now on.</summary>
    /// <param name="words">Why it is no longer needed.</param>
    /// <param name="who">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="OwnHold"/>, <see cref="HoldReleased"/>, <see cref="HoldWordsMissing"/> or <see cref="HoldWordsTooLong"/>.</returns>
    public Result Release(string words, Actor who, DateTimeOffset now)
    {
        if (WhyNotBy(who, words) is { } problem) return problem;
        (ReleasedBy, ReleasedAt, ReleasedOn, ReleaseWords) = (who.Id, now, BrusselsTime.DateOf(now), words.Trim());
        Revision = Guid.NewGuid();
        return Result.Ok;
    }

    /// <summary>Whether the team has to be told today that somebody should look: once per day of review.</summary>
    public bool HasNoticeOn(DateOnly today) => IsInForce && ReviewOn <= today && NoticedAt is null;

    /// <summary>The team was told.</summary>
    public void Notice(DateTimeOffset now) => (NoticedAt, Revision) = (now, Guid.NewGuid());

    private Problem? WhyNotBy(Actor who, string words) =>
        who.Subject is { } me && Subject == me ? new OwnHold()
        : !IsInForce ? new HoldReleased()
        : string.IsNullOrWhiteSpace(words) ? new HoldWordsMissing()
        : words.Trim().Length > MaxWords ? new HoldWordsTooLong(MaxWords)
        : null;

    private static ReviewDayUnfit? WhyNotOn(DateOnly day, DateTimeOffset now) =>
        BrusselsTime.DateOf(now) is var today && (day <= today || day > today.AddMonths(ReviewMonths)) ? new ReviewDayUnfit(ReviewMonths) : null;
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Restrictions;

/// <summary>
/// That the use of a person's data is limited: kept, and used for nothing but with their consent, for claims, for others' rights or in
/// the public interest. It ends on a day that the person was told before, or, after an objection that was granted, never.
/// </summary>
/// <remarks>GDPR 18, 21; policy 7.6.</remarks>
public sealed class UseRestriction : IAudited
{
    /// <summary>Most characters of a reason.</summary>
    public const int MaxWords = 2000;

    /// <summary>Days ahead that the end of a limit is told at most (choice).</summary>
    public const int MostDays = 60;

    private UseRestriction() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose data.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>The request it comes from.</summary>
    public Guid Request { get; private set; }

    /// <summary>Identifier of the activity; empty where a dataset is limited.</summary>
    public string Activity { get; private set; } = "";

    /// <summary>Name of the source; empty where an activity is limited.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Identifier of the dataset; empty where an activity is limited.</summary>
    public string Dataset { get; private set; } = "";

    /// <summary>Which case of the law it is.</summary>
    public RestrictionCase Why { get; private set; }

    /// <summary>Whether it never ends: an objection was granted.</summary>
    public bool IsPermanent { get; private set; }

    /// <summary>Account of the officer who limited the use.</summary>
    public string SetBy { get; private set; } = "";

    /// <summary>Since when (UTC).</summary>
    public DateTimeOffset SetAt { get; private set; }

    /// <summary>The day in Brussels from which on the use is free again; null while nobody was told one.</summary>
    public DateOnly? LiftOn { get; private set; }

    /// <summary>Why it ends, as the person read it.</summary>
    public string LiftWords { get; private set; } = "";

    /// <summary>Account of the officer who told the person.</summary>
    public string? ToldBy { get; private set; }

    /// <summary>When the person was told (UTC).</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>Of what the use is limited.</summary>
    public RestrictionTarget Target => new(Activity, Source, Dataset);

    /// <summary>Whether the use is limited on a day. It ends by itself: nothing has to run on that day.</summary>
    public bool HoldsOn(DateOnly today) => LiftOn is null || today < LiftOn;

    /// <summary>
    /// Whether it stands in the way of a destruction that the person does not ask for: they may need the data. What they objected to with
    /// success they do not.
    /// </summary>
    public bool StandsAgainstDestruction => !IsPermanent;

    /// <summary>Which case of the law a request makes; null where it makes none, or no more.</summary>
    public static RestrictionCase? CaseOf(RightsRequest request) => request switch
    {
        { IsOpen: false, Outcome: not (Outcome.Granted or Outcome.PartlyGranted) } => null,
        { Kind: RequestKind.Rectification, IsOpen: true } => RestrictionCase.AccuracyContested,
        { Kind: RequestKind.Objection } => RestrictionCase.ObjectionPending,
        { Kind: RequestKind.Restriction } => request.Details.RestrictionCase ?? RestrictionCase.AccuracyContested,
        _ => null,
    };

    /// <summary>Limits a use.</summary>
    /// <param name="request">The request it comes from.</param>
    /// <param name="target">Of what.</param>
    /// <param name="who">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The limit; or <see cref="NothingToRestrict"/>, or the fault of its target.</returns>
    public static Result<UseRestriction> Of(RightsRequest request, RestrictionTarget target, Actor who, DateTimeOffset now)
    {
        if (CaseOf(request) is not { } why) return new NothingToRestrict();
        if (target.Fault is { } fault) return fault;
        if (RestrictionTarget.ContestedBy(request) is { Count: > 0 } contested && !contested.Contains(target)) return new NothingToRestrict();
        return new UseRestriction
        {
            Id = Guid.CreateVersion7(now), Subject = request.Subject, Request = request.Id, Why = why,
            Activity = target.Activity, Source = target.Source, Dataset = target.Dataset,
            IsPermanent = request is { Kind: RequestKind.Objection, IsOpen: false }, SetBy = who.Id, SetAt = now, Revision = Guid.NewGuid(),
        };
    }

    /// <summary>The objection it comes from was granted: the use stops for good, also where its end was told. That it was told stands in the audit.</summary>
    public void MakePermanent() =>
        (IsPermanent, LiftOn, LiftWords, ToldBy, ToldAt, Revision) = (true, null, "", null, null, Guid.NewGuid());

    /// <summary>The person is told on which day it ends, and why. The caller tells them in the same transaction.</summary>
    /// <param name="on">The day from which on the use is free again.</param>
    /// <param name="words">Why.</param>
    /// <param name="who">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="RestrictionPermanent"/>, <see cref="LiftAnnounced"/>, <see cref="LiftWordsMissing"/>,
    /// <see cref="LiftWordsTooLong"/> or <see cref="LiftDayUnfit"/>.</returns>
    /// <remarks>GDPR 18(3): before it is lifted.</remarks>
    public Result Lift(DateOnly on, string words, Actor who, DateTimeOffset now)
    {
        if (IsPermanent) return new RestrictionPermanent();
        if (LiftOn is not null) return new LiftAnnounced();
        if (string.IsNullOrWhiteSpace(words)) return new LiftWordsMissing();
        if (words.Trim().Length > MaxWords) return new LiftWordsTooLong(MaxWords);
        var today = BrusselsTime.DateOf(now);
        if (on <= today || on > today.AddDays(MostDays)) return new LiftDayUnfit(MostDays);
        (LiftOn, LiftWords, ToldBy, ToldAt, Revision) = (on, words.Trim(), who.Id, now, Guid.NewGuid());
        return Result.Ok;
    }
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Measures;

/// <summary>A technical or organisational measure that is looked at again and again.</summary>
/// <remarks>GDPR 32(1)(d); policy 6.1.</remarks>
public sealed class Measure : IAudited
{
    private Measure() { }

    /// <summary>Identifier, chosen by the page, so that a second click adds no second one.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it is called.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What it does.</summary>
    public string Description { get; private set; } = "";

    /// <summary>The function that answers for it.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>Months from one review to the next.</summary>
    public int EveryMonths { get; private set; }

    /// <summary>The day in Brussels of the next review.</summary>
    public DateOnly NextReviewOn { get; private set; }

    /// <summary>Every review, oldest first.</summary>
    public IReadOnlyList<MeasureReview> Reviews { get; private set; } = [];

    /// <summary>When the team was told that <see cref="NextReviewOn"/> is there (UTC); null until then.</summary>
    public DateTimeOffset? NoticedAt { get; private set; }

    /// <summary>The day in Brussels since when it is no longer in use; null while it is.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>The last review; null where there is none yet.</summary>
    public MeasureReview? Last => Reviews.Count > 0 ? Reviews[^1] : null;

    /// <summary>A new measure. Its first review is due after the months of its plan.</summary>
    /// <returns>The measure; or the fault of the plan.</returns>
    public static Result<Measure> Add(Guid id, MeasurePlan plan, DateTimeOffset now)
    {
        if (plan.Fault is { } fault) return fault;
        var measure = new Measure { Id = id };
        measure.Take(plan, BrusselsTime.DateOf(now));
        return measure;
    }

    /// <summary>The plan changes; the next review is counted anew from the last one.</summary>
    /// <returns>Nothing; or <see cref="MeasureEnded"/> or the fault of the plan.</returns>
    public Result Change(MeasurePlan plan, DateTimeOffset now)
    {
        if (EndedOn is not null) return new MeasureEnded();
        if (plan.Fault is { } fault) return fault;
        Take(plan, BrusselsTime.DateOf(Last?.At ?? now));
        return Result.Ok;
    }

    /// <summary>Somebody looked.</summary>
    /// <returns>Nothing; or <see cref="MeasureEnded"/>, <see cref="MeasureFindingMissing"/>, <see cref="MeasureWordsMissing"/>, <see cref="MeasureWordsTooLong"/>.</returns>
    public Result Review(MeasureFinding? finding, string words, Actor who, DateTimeOffset now)
    {
        if (EndedOn is not null) return new MeasureEnded();
        if (finding is not { } found) return new MeasureFindingMissing();
        if (string.IsNullOrWhiteSpace(words)) return new MeasureWordsMissing();
        if (words.Length > MeasurePlan.MaxWords) return new MeasureWordsTooLong(MeasurePlan.MaxWords);
        Reviews = [.. Reviews, new MeasureReview(who.Id, now, found, words.Trim())];
        Plan(BrusselsTime.DateOf(now));
        return Result.Ok;
    }

    /// <summary>It is no longer in use; its history stays.</summary>
    /// <returns>Nothing; or <see cref="MeasureEnded"/>.</returns>
    public Result End(DateTimeOffset now)
    {
        if (EndedOn is not null) return new MeasureEnded();
        (EndedOn, Revision) = (BrusselsTime.DateOf(now), Guid.NewGuid());
        return Result.Ok;
    }

    /// <summary>Whether the team has to be told today that somebody should look: once per day of review.</summary>
    public bool HasNoticeOn(DateOnly today) => EndedOn is null && NextReviewOn <= today && NoticedAt is null;

    /// <summary>The team was told.</summary>
    public void Notice(DateTimeOffset now) => (NoticedAt, Revision) = (now, Guid.NewGuid());

    private void Take(MeasurePlan plan, DateOnly from)
    {
        (Title, Description, Owner, EveryMonths) = (plan.Title.Trim(), plan.Description.Trim(), plan.Owner.Trim(), plan.EveryMonths);
        Plan(from);
    }

    private void Plan(DateOnly from) => (NextReviewOn, NoticedAt, Revision) = (from.AddMonths(EveryMonths), null, Guid.NewGuid());
}

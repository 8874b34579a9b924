namespace Medbook.PrivacyPortal.Domain.Measures;

/// <summary>What a review found. Stored by name, so names never change.</summary>
public enum MeasureFinding
{
    /// <summary>It does what it should.</summary>
    Effective,
    /// <summary>It has to be improved.</summary>
    Improve,
    /// <summary>It does not do what it should.</summary>
    Ineffective,
}

/// <summary>What an officer plans about a measure.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What it does.</param>
/// <param name="Owner">The function that answers for it; not a person's name.</param>
/// <param name="EveryMonths">Months from one review to the next.</param>
public sealed record MeasurePlan(string Title, string Description, string Owner, int EveryMonths)
{
    /// <summary>Most characters of the title and of the owner.</summary>
    public const int MaxLine = 200;

    /// <summary>Most characters of the description, and of what a review found.</summary>
    public const int MaxWords = 4000;

    /// <summary>Most months between two reviews (choice).</summary>
    public const int MostMonths = 36;

    /// <summary>Why it cannot be kept; null where it can.</summary>
    public Problem? Fault =>
        string.IsNullOrWhiteSpace(Title) ? new MeasureTitleMissing()
        : string.IsNullOrWhiteSpace(Owner) ? new MeasureOwnerMissing()
        : Title.Length > MaxLine || Owner.Length > MaxLine ? new MeasureWordsTooLong(MaxLine)
        : Description.Length > MaxWords ? new MeasureWordsTooLong(MaxWords)
        : EveryMonths is < 1 or > MostMonths ? new MeasureMonthsUnfit(MostMonths)
        : null;
}

/// <summary>That somebody looked whether a measure does what it should.</summary>
/// <param name="By">Account of the officer.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Finding">What was found.</param>
/// <param name="Words">In words, with where the evidence lies.</param>
public sealed record MeasureReview(string By, DateTimeOffset At, MeasureFinding Finding, string Words);

using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Figures;

namespace Medbook.PrivacyPortal.Operations.Figures;

/// <summary>The months that figures are of: those in which requests arrived.</summary>
/// <param name="From">The first of the first month.</param>
/// <param name="Until">The first of the month after the last one.</param>
public sealed record FigurePeriod(DateOnly From, DateOnly Until)
{
    /// <summary>The months, oldest first.</summary>
    public IEnumerable<DateOnly> Months
    {
        get { for (var month = From; month < Until; month = month.AddMonths(1)) yield return month; }
    }

    /// <summary>The twelve months that end with the one of a day.</summary>
    public static FigurePeriod YearUntil(DateOnly today) =>
        new DateOnly(today.Year, today.Month, 1).AddMonths(1) is var until ? new(until.AddMonths(-12), until) : throw new InvalidOperationException();

    /// <summary>A calendar year.</summary>
    public static FigurePeriod Of(int year) => new(new(year, 1, 1), new(year + 1, 1, 1));
}

/// <summary>How old open requests are, in days since receipt: each column ends where the next one begins.</summary>
public static class AgeBands
{
    /// <summary>The first day of each column.</summary>
    public static IReadOnlyList<int> From { get; } = [0, 8, 15, 31, 61];

    /// <summary>The column of an age; what is entered for tomorrow belongs to the first.</summary>
    public static int Of(int days) => Enumerable.Range(0, From.Count).Last(band => band == 0 || From[band] <= days);
}

/// <summary>Open requests of one state.</summary>
/// <param name="State">The state.</param>
/// <param name="ByAge">How many in each column of <see cref="AgeBands"/>.</param>
public sealed record OpenFigures(FigureState State, IReadOnlyList<int> ByAge)
{
    /// <summary>All of them.</summary>
    public int Count => ByAge.Sum();
}

/// <summary>What became of the requests of a month, of a kind, or of all.</summary>
/// <param name="Received">How many arrived.</param>
/// <param name="Open">How many of them are open.</param>
/// <param name="Granted">Answered: all of it.</param>
/// <param name="PartlyGranted">Answered: some of it.</param>
/// <param name="Refused">Answered: none of it.</param>
/// <param name="Withdrawn">Taken back.</param>
/// <param name="OnTime">Answered by the date that was worked to.</param>
/// <param name="AfterDue">Answered after it, within the legal term.</param>
/// <param name="AfterTerm">Answered after the last legal day.</param>
public sealed record OutcomeCounts(int Received, int Open, int Granted, int PartlyGranted, int Refused, int Withdrawn, int OnTime, int AfterDue, int AfterTerm)
{
    /// <summary>How many were answered.</summary>
    public int Answered => OnTime + AfterDue + AfterTerm;

    /// <summary>The part of the answers that came on time, 0 to 1; null without answers.</summary>
    public double? OnTimeShare => Answered == 0 ? null : (double)OnTime / Answered;
}

/// <summary>What became of them, and how long it took.</summary>
/// <param name="Counts">What became of them.</param>
/// <param name="Median">Half were answered within so many days; null without answers.</param>
/// <param name="Ninth">Nine of ten were; null without answers.</param>
public sealed record RequestOutcomes(OutcomeCounts Counts, int? Median, int? Ninth)
{
    /// <summary>With the days the answers took.</summary>
    public static RequestOutcomes Of(OutcomeCounts counts, DaysTaken taken) => new(counts, taken.Median, taken.Ninth);
}

/// <summary>The choices of a month.</summary>
/// <param name="Month">The first of the month.</param>
/// <param name="Decisions">How many of each decision; one without any may be missing.</param>
public sealed record MonthsChoices(DateOnly Month, IReadOnlyDictionary<ConsentDecision, int> Decisions)
{
    /// <summary>How many of one decision.</summary>
    public int Of(ConsentDecision decision) => Decisions.GetValueOrDefault(decision);
}

/// <summary>What the team sees at a glance.</summary>
/// <param name="Period">The months of everything but the open requests, which are all there are.</param>
/// <param name="Open">The open requests by state and age.</param>
/// <param name="Overdue">How many open ones are past the date that is worked to.</param>
/// <param name="All">The requests of the period.</param>
/// <param name="Months">The same by month of receipt, oldest first, without the days they took.</param>
/// <param name="Kinds">The same by kind, in the order of the policy; a kind nobody asked for is missing.</param>
/// <param name="Choices">The choices by month, oldest first.</param>
public sealed record DashboardFigures(
    FigurePeriod Period, IReadOnlyList<OpenFigures> Open, int Overdue, RequestOutcomes All, IReadOnlyList<(DateOnly Month, OutcomeCounts Counts)> Months,
    IReadOnlyList<(RequestKind Kind, RequestOutcomes Outcomes)> Kinds, IReadOnlyList<MonthsChoices> Choices);

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What is decided for one part of what was asked.</summary>
/// <param name="Activity">The activity it is about; null where it is about a record, or about all.</param>
/// <param name="Row">The record, or kind of record, it is about; null where it is about an activity, or about all.</param>
/// <param name="Refused">Why it is refused; null where it is granted.</param>
/// <remarks>GDPR 12(4), 17(3): exceptions are looked at part by part, never for the whole request in one word.</remarks>
public sealed record DecisionPart(string? Activity, ScopedRow? Row, RefusalReasons? Refused)
{
    /// <summary>Whether it is granted.</summary>
    public bool IsGranted => Refused is null;

    /// <summary>All of what was asked, granted.</summary>
    public static DecisionPart Everything { get; } = new(null, null, null);

    /// <summary>The parts a decision can speak of: what the scope names, or the one that is everything.</summary>
    public static IReadOnlyList<DecisionPart> Of(RequestScope scope) => scope.IsEverything
        ? [Everything]
        :
        [
            .. scope.Activities.Select(activity => new DecisionPart(activity, null, null)),
            .. scope.Rows.Select(row => new DecisionPart(null, row, null)),
        ];

    /// <summary>How parts add up.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Outcome OutcomeOf(IReadOnlyCollection<DecisionPart> parts) =>
        parts.Count == 0 ? throw new ArgumentException("A decision speaks of something.", nameof(parts))
        : parts.All(part => part.IsGranted) ? Outcome.Granted
        : parts.Any(part => part.IsGranted) ? Outcome.PartlyGranted
        : Outcome.Refused;
}

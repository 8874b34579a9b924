namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>The number a person quotes: <c>2026-0412</c>. Counted per year, in the order of submission.</summary>
/// <param name="Year">The year of receipt in Brussels.</param>
/// <param name="Sequence">From 1.</param>
public readonly record struct RequestNumber(int Year, int Sequence)
{
    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"{Year:0000}-{Sequence:0000}");
}

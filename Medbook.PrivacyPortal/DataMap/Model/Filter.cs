namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>Which rows are meant: all conditions hold.</summary>
/// <param name="Conditions">The conditions; none means every row.</param>
public sealed record Filter(IReadOnlyList<Condition> Conditions)
{
    /// <summary>Every row.</summary>
    public static Filter None { get; } = new([]);

    /// <summary>Whether every row is meant.</summary>
    public bool IsNone => Conditions.Count == 0;
}

/// <summary>A column has one of some values.</summary>
/// <param name="Column">The column.</param>
/// <param name="Values">
/// The values: string, long, decimal, bool, or null for NULL. One: equal. Several: one of them, where null among them adds IS NULL.
/// </param>
public sealed record Condition(string Column, IReadOnlyList<object?> Values);

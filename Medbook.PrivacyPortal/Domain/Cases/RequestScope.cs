namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>
/// What a request covers: activities of the register, or records it was started from. Empty means everything; naming a part is never
/// a condition. It holds keys only, no values.
/// </summary>
/// <remarks>GDPR 12(2), EDPB 01/2022; the policy's demand for a scope (7.2) is not one the law knows.</remarks>
public sealed record RequestScope
{
    /// <summary>How many activities and records one request can name.</summary>
    public const int Limit = 200;

    /// <summary>Everything.</summary>
    public static RequestScope Everything { get; } = new();

    /// <summary>Identifiers of activities.</summary>
    public IReadOnlyList<string> Activities { get; init; } = [];

    /// <summary>Single records.</summary>
    public IReadOnlyList<ScopedRow> Rows { get; init; } = [];

    /// <summary>Whether nothing is named.</summary>
    public bool IsEverything => Activities.Count == 0 && Rows.Count == 0;

    /// <summary>Whether more is named than one request can hold.</summary>
    public bool IsTooLarge => Activities.Count + Rows.Count > Limit;

    /// <summary>Whether it names these activities, or some of them, and nothing else.</summary>
    public bool IsWithin(IReadOnlyCollection<string> activities) => !IsEverything && Rows.Count == 0 && Activities.All(activities.Contains);

    /// <summary>Whether it speaks of a record.</summary>
    /// <param name="source">Name of the source the record lies in.</param>
    /// <param name="dataset">Identifier of its dataset.</param>
    /// <param name="activities">The activities that use its fields.</param>
    /// <param name="record">Its key; empty where the records of the dataset have none, which only the whole dataset names.</param>
    public bool Covers(string source, string dataset, IReadOnlyCollection<string> activities, string record) =>
        IsEverything || Activities.Any(activities.Contains)
        || Rows.Any(row => row.Source == source && row.Dataset == dataset && (row.Key.Length == 0 || row.Key == record));

    /// <summary>Two scopes are equal when they name the same in the same order.</summary>
    public bool Equals(RequestScope? other) =>
        other is not null && Activities.SequenceEqual(other.Activities) && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Activities.Count, Rows.Count, Activities.FirstOrDefault());
}

/// <summary>One record of a source.</summary>
/// <param name="Source">Name of the source in the data map.</param>
/// <param name="Dataset">Identifier of the dataset.</param>
/// <param name="Key">The record's key as text; empty for the whole dataset.</param>
public sealed record ScopedRow(string Source, string Dataset, string Key);

using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Which rows of a dataset a <see cref="Reach"/> means, for a source that is not asked in SQL. All that is said holds.</summary>
/// <param name="IsEverybodys">Whether rows go whoever's they are: nobody on them keeps them.</param>
internal sealed record ReachedRows(bool IsEverybodys)
{
    /// <summary>The person they are of; null where that does not matter.</summary>
    public PersonKey? Person { get; init; }

    /// <summary>Persons none of them is of.</summary>
    public IReadOnlyList<PersonKey> Except { get; init; } = [];

    /// <summary>The last day in Brussels on which the period of a row may have begun; null where that does not matter.</summary>
    public DateOnly? BegunBy { get; init; }
}

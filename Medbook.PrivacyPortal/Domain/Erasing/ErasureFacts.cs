using Medbook.PrivacyPortal.Domain.Register;

namespace Medbook.PrivacyPortal.Domain.Erasing;

/// <summary>What the data map does to a row when it is erased.</summary>
public enum RowErasure
{
    /// <summary>The row goes.</summary>
    Deleted,
    /// <summary>The row is also somebody else's: the person's own part goes.</summary>
    Parted,
    /// <summary>The row stays, and what points to the person goes.</summary>
    Stripped,
    /// <summary>The row stays as it is.</summary>
    Kept,
}

/// <summary>How long rows are kept, as far as a forecast needs it.</summary>
public enum RowPeriod
{
    /// <summary>Until the person asks.</summary>
    UntilAsked,
    /// <summary>Until a consent is withdrawn.</summary>
    UntilWithdrawn,
    /// <summary>The policy names criteria and no period.</summary>
    NoPeriod,
    /// <summary>A period that has begun for at least one row.</summary>
    Running,
    /// <summary>A period that has begun for no row.</summary>
    NotBegun,
    /// <summary>At least a period: there is no last day.</summary>
    NoMaximum,
}

/// <summary>That an activity uses a field.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Basis">What permits it for these rows.</param>
/// <param name="IsAsked">Whether the person asks to end this use.</param>
public sealed record FieldUse(string Activity, LegalBasis Basis, bool IsAsked);

/// <summary>What is known about a person's rows of one kind before anybody looks at a single one.</summary>
/// <param name="Row">What the map does to a row.</param>
/// <param name="Period">How long rows are kept.</param>
/// <param name="Fields">For each field the activities that use it.</param>
public sealed record ErasureFacts(RowErasure Row, RowPeriod Period, IReadOnlyList<IReadOnlyList<FieldUse>> Fields)
{
    /// <summary>Whether the rows rest on what is asked about alone: no other activity uses a field, and the same basis permits each use.</summary>
    /// <param name="basis">The basis.</param>
    /// <remarks>GDPR 17(1)(b) and (c): another basis, or another use, keeps the data.</remarks>
    public bool RestOnlyOn(LegalBasis basis) => Fields.Count > 0 && Fields.All(uses => uses.All(use => use.IsAsked && use.Basis == basis));
}

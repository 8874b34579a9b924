namespace Medbook.PrivacyPortal.Commands.Sample.Tables;

/// <summary>A group practice or a one-person company; several members may belong to it.</summary>
internal sealed class Practice
{
    public int Id { get; init; }
    public required string Name { get; init; }

    /// <summary><c>BE 0999.123.456</c>: no company has a number in this range.</summary>
    public required string VatNumber { get; init; }

    public required string Street { get; init; }
    public required string City { get; init; }
    public required string BillingEmail { get; init; }
}

/// <summary>An agreement that a member signed, as a person or for an organisation.</summary>
internal sealed class Agreement
{
    public int Id { get; init; }
    public required string Number { get; init; }

    /// <summary><c>person</c>, <c>practice</c>, <c>company</c>, <c>hospital</c> or <c>school</c>.</summary>
    public required string Party { get; init; }

    public required string Organisation { get; init; }

    /// <summary>Empty once the person is gone.</summary>
    public int? SignedById { get; init; }

    public required string SignedAs { get; init; }
    public required string Product { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
}

/// <summary>An invoice under an agreement, which it names by a number written another way.</summary>
internal sealed class Invoice
{
    public int Id { get; init; }
    public required string Number { get; init; }

    /// <summary><c>AG2024/00004</c>, where the agreement itself says <c>AG-2024-00004</c>.</summary>
    public required string AgreementRef { get; init; }

    public required string Attention { get; init; }

    /// <summary>Brussels time as text, to the minute.</summary>
    public required string IssuedAt { get; init; }

    public decimal Amount { get; init; }

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    public required string Paid { get; init; }

    public string? ExportBatch { get; init; }
}

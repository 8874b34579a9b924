using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>A case in which personal data may leave the European Economic Area.</summary>
/// <remarks>GDPR 30(1)(e), 44-49; policy 4.2.</remarks>
public sealed record Transfer
{
    /// <summary>Identifier in the register.</summary>
    public required string Id { get; init; }

    /// <summary>To whom, as a name.</summary>
    public required LocalText Name { get; init; }

    /// <summary>To which country, or how it is known; in words.</summary>
    public required LocalText Country { get; init; }

    /// <summary>What protects the data there.</summary>
    public required TransferSafeguard Safeguard { get; init; }

    /// <summary>Identifiers of the activities it belongs to.</summary>
    public required IReadOnlyList<string> Activities { get; init; }

    /// <summary>The article of the policy.</summary>
    public required string PolicyArticle { get; init; }
}

/// <summary>What protects data outside the European Economic Area.</summary>
public enum TransferSafeguard
{
    /// <summary>Nothing is named.</summary>
    None,
    /// <summary>The Commission found the country adequate (GDPR 45).</summary>
    Adequacy,
    /// <summary>Standard clauses of the Commission (GDPR 46(2)(c)).</summary>
    StandardClauses,
    /// <summary>Binding corporate rules (GDPR 47).</summary>
    BindingRules,
    /// <summary>An exception for one case (GDPR 49).</summary>
    Exception,
}

/// <summary>A technical or organisational measure that protects the data.</summary>
/// <remarks>GDPR 30(1)(g), 32; policy 6.1.</remarks>
public sealed record SecurityMeasure
{
    /// <summary>Identifier in the register.</summary>
    public required string Id { get; init; }

    /// <summary>The measure, as a sentence.</summary>
    public required LocalText Text { get; init; }

    /// <summary>The article of the policy; null where the policy says nothing of it.</summary>
    public string? PolicyArticle { get; init; }
}

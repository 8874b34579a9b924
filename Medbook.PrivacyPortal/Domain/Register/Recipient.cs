using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>A category of people or bodies that receive personal data.</summary>
/// <remarks>GDPR 13(1)(e), 30(1)(d); policy 4.1.</remarks>
public sealed record Recipient
{
    /// <summary>Identifier in the register.</summary>
    public required string Id { get; init; }

    /// <summary>Who it is, as the person reads it.</summary>
    public required LocalText Name { get; init; }

    /// <summary>When it receives data, as a sentence.</summary>
    public required LocalText When { get; init; }

    /// <summary>The article of the policy.</summary>
    public required string PolicyArticle { get; init; }

    /// <summary>What the person decides about it.</summary>
    public RecipientChoice Choice { get; init; }
}

/// <summary>What a person decides about a recipient.</summary>
public enum RecipientChoice
{
    /// <summary>Nothing: the purpose or the law decides.</summary>
    None,
    /// <summary>It receives data unless the person objected: a switch, not a consent.</summary>
    UnlessObjected,
    /// <summary>It receives data only after consent.</summary>
    AfterConsent,
}

using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>One entry of the register: one use of personal data.</summary>
/// <remarks>GDPR 30(1); policy 3.</remarks>
public sealed record ProcessingActivity
{
    /// <summary>In <see cref="DrawsOn"/>: every other activity.</summary>
    public const string All = "*";

    /// <summary>Identifier: the data map names its fields' activities by it.</summary>
    public required string Id { get; init; }

    /// <summary>The article of the policy.</summary>
    public required string PolicyArticle { get; init; }

    /// <summary>What the person reads as its name.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Why the data is used, as a sentence.</summary>
    public required LocalText Purpose { get; init; }

    /// <summary>Whose data, in a few words; null in versions from before it was written down.</summary>
    /// <remarks>GDPR 30(1)(c).</remarks>
    public LocalText? People { get; init; }

    /// <summary>Which kinds of data, as a sentence.</summary>
    public required LocalText Data { get; init; }

    /// <summary>What permits it.</summary>
    public required LegalBasis Basis { get; init; }

    /// <summary>Which interest, contract, law or consent that is, as a sentence.</summary>
    /// <remarks>GDPR 13(1)(d) asks for the interest.</remarks>
    public required LocalText BasisText { get; init; }

    /// <summary>The basis that takes its place for some records, which the data map names; null where there is one basis only.</summary>
    public BasisException? Otherwise { get; init; }

    /// <summary>Identifiers of the categories of recipients.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>How long the data is kept; never empty.</summary>
    public required IReadOnlyList<RetentionClause> Retention { get; init; }

    /// <summary>Activities whose data this one reuses, or <see cref="All"/>; empty where fields of its own exist.</summary>
    public IReadOnlyList<string> DrawsOn { get; init; } = [];

    /// <summary>Whether it owns no data and reuses that of others.</summary>
    public bool DrawsOnOthers => DrawsOn.Count > 0;

    /// <summary>Whether the portal itself does it; the policy does not list it.</summary>
    public bool IsPortals { get; init; }

    /// <summary>Whether it is direct marketing: an objection is then granted at once.</summary>
    /// <remarks>GDPR 21(2)-(3); policy 7.7.</remarks>
    public bool IsMarketing { get; init; }

    /// <summary>Whether it takes place; one that is off holds no data and is not offered.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Where the policy leaves something open, for the privacy manager.</summary>
    public IReadOnlyList<RegisterGap> Gaps { get; init; } = [];

    /// <summary>Every basis it may rest on.</summary>
    public IEnumerable<LegalBasis> Bases => Otherwise is null ? [Basis] : [Basis, Otherwise.Basis];

    /// <summary>The words for one of its bases.</summary>
    public LocalText TextOf(LegalBasis basis) => Otherwise is not null && basis == Otherwise.Basis && basis != Basis ? Otherwise.Text : BasisText;
}

/// <summary>Another basis for some records of an activity: a contract with a company is not one with its contact person.</summary>
/// <param name="Basis">What permits the use of those records.</param>
/// <param name="Text">For which records, and which interest, contract, law or consent, as a sentence.</param>
public sealed record BasisException(LegalBasis Basis, LocalText Text);

/// <summary>Something the policy leaves open.</summary>
public enum RegisterGap
{
    /// <summary>No period, only criteria (GDPR 13(2)(a), 5(1)(e)).</summary>
    NoPeriod,
    /// <summary>A minimum without a maximum.</summary>
    NoMaximum,
    /// <summary>Nothing is said about accounts nobody uses.</summary>
    UnusedAccounts,
    /// <summary>The legal obligation is not named.</summary>
    ObligationNotNamed,
    /// <summary>A recipient that the list of recipients lacks.</summary>
    RecipientNotListed,
    /// <summary>A transfer outside the EEA that article 4.2 does not allow.</summary>
    TransferOutsideEea,
    /// <summary>The policy speaks of it and lists no activity.</summary>
    ActivityNotListed,
}

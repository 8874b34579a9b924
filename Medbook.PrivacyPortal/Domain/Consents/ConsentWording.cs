namespace Medbook.PrivacyPortal.Domain.Consents;

/// <summary>Every word a person reads at a choice, in one language: what is agreed to is exactly this.</summary>
/// <remarks>GDPR 4(11), 7(2), 13; EDPB 05/2020.</remarks>
public sealed record ConsentWording
{
    /// <summary>Name of the choice.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about, in one or two sentences.</summary>
    public required string About { get; init; }

    /// <summary>What, which data, who, until when, what happens after a no.</summary>
    public required IReadOnlyList<ConsentFact> Facts { get; init; }

    /// <summary>What stands on the button of each decision, in the order of the decisions.</summary>
    public required IReadOnlyDictionary<ConsentDecision, string> Buttons { get; init; }
}

/// <summary>One line of a choice, with its place in the policy or in the law.</summary>
/// <param name="Label">What it answers: "Until when".</param>
/// <param name="Text">The answer.</param>
/// <param name="Policy">Article of the policy, as a number; null where the law says it.</param>
/// <param name="Gdpr">Article of the GDPR; null where the policy says it.</param>
public sealed record ConsentFact(string Label, string Text, string? Policy = null, string? Gdpr = null);

using Medbook.PrivacyPortal.Domain.Audit;

namespace Medbook.PrivacyPortal.Domain.Breaches;

/// <summary>One line of the history of a breach: never changed and never removed.</summary>
/// <remarks>GDPR 33(5): the authority must be able to check it. The words are the team's, and name nobody.</remarks>
public sealed class BreachEntry : IAppendOnly
{
    private BreachEntry() { }

    /// <summary>A number that grows.</summary>
    public long Id { get; private set; }

    /// <summary>The breach.</summary>
    public Guid BreachId { get; private set; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Account of the officer, or <c>portal</c>.</summary>
    public string By { get; private set; } = "";

    /// <summary>What happened.</summary>
    public BreachStep Step { get; private set; }

    /// <summary>Whom a notice is for; null for everything else.</summary>
    public BreachAudience? Audience { get; private set; }

    /// <summary>The risk that was found; null for everything else.</summary>
    public BreachRisk? Risk { get; private set; }

    /// <summary>What was written then: what happened, the reasons, or how somebody was told.</summary>
    public string Words { get; private set; } = "";

    internal static BreachEntry Of(
        Guid breach, BreachStep step, string by, DateTimeOffset at, string words, BreachAudience? audience = null, BreachRisk? risk = null) =>
        new() { BreachId = breach, Step = step, By = by, At = at, Words = words, Audience = audience, Risk = risk };
}

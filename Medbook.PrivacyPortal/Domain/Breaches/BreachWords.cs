namespace Medbook.PrivacyPortal.Domain.Breaches;

/// <summary>The risk of a breach to the rights and freedoms of people. Stored by name, so names never change.</summary>
/// <remarks>GDPR 33(1), 34(1).</remarks>
public enum BreachRisk
{
    /// <summary>Unlikely: nobody has to be told.</summary>
    Unlikely,
    /// <summary>A risk: the authority is told.</summary>
    Risk,
    /// <summary>A high risk: the authority and the people are told.</summary>
    High,
}

/// <summary>Who may have to be told. Stored by name, so names never change.</summary>
public enum BreachAudience
{
    /// <summary>The data protection authority (GDPR 33).</summary>
    Authority,
    /// <summary>The people whose data it is (GDPR 34).</summary>
    People,
}

/// <summary>What happened to the record of a breach. Stored by name, so names never change.</summary>
public enum BreachStep
{
    /// <summary>It was recorded.</summary>
    Recorded,
    /// <summary>What is known of it changed.</summary>
    Corrected,
    /// <summary>The risk was assessed.</summary>
    Assessed,
    /// <summary>A notice was given.</summary>
    Told,
    /// <summary>It was decided that no notice is given.</summary>
    Waived,
    /// <summary>The officers were reminded of the clock.</summary>
    Reminded,
}

/// <summary>The text of a notice while it is being written.</summary>
/// <param name="Audience">For whom.</param>
/// <param name="Language">In which language, as a culture name.</param>
/// <param name="Text">The text.</param>
public sealed record BreachDraft(BreachAudience Audience, string Language, string Text)
{
    /// <summary>Most characters.</summary>
    public const int MaxText = 20_000;
}

/// <summary>How the question of a notice was settled.</summary>
/// <param name="By">Account of the officer.</param>
/// <param name="At">When the notice was given, or the decision taken (UTC).</param>
/// <param name="How">How it was given; empty where none is given.</param>
/// <param name="Reasons">Why it came late (33(1)), or why none is given (33(5)); empty for one in time.</param>
public sealed record BreachNotice(string By, DateTimeOffset At, string How, string Reasons)
{
    /// <summary>Whether a notice was given.</summary>
    public bool IsGiven => How.Length > 0;
}

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What the portal tells the team about a clock, once each. Stored by name, so names never change.</summary>
public enum CaseNotice
{
    /// <summary>The due date comes near: to whoever has the case.</summary>
    Reminder,
    /// <summary>The last legal day is today or tomorrow: to the administrators too.</summary>
    Escalation,
    /// <summary>The last legal day is over: a breach of the term, to the administrators and to the person.</summary>
    Breach,
}

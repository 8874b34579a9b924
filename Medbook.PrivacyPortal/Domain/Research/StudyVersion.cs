using Medbook.PrivacyPortal.Domain.Audit;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>One version of a study, as it was put in force. Never changed; its text has the same number.</summary>
public sealed class StudyVersion : IAudited, IAppendOnly
{
    private StudyVersion() { }

    /// <summary>The study.</summary>
    public Guid Study { get; private set; }

    /// <summary>Its number, counted from 1.</summary>
    public int Version { get; private set; }

    /// <summary>What was put in force.</summary>
    public StudyPlan Plan { get; private set; } = new();

    /// <summary>What it is to those who decided on the version before.</summary>
    public StudyChange Change { get; private set; }

    /// <summary>Account of the officer.</summary>
    public string PublishedBy { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>Whether its last day is over.</summary>
    /// <param name="today">The day in Brussels.</param>
    public bool IsOver(DateOnly today) => Plan.Until < today;

    internal static StudyVersion Of(Study study, StudyChange change, string by, DateTimeOffset now) => new()
    {
        Study = study.Id, Version = study.Version, Plan = study.Plan, Change = change, PublishedBy = by, PublishedAt = now,
    };
}

/// <summary>What a version is to those who decided on the one before. Stored by name, so names never change.</summary>
/// <remarks>Rule C5.</remarks>
public enum StudyChange
{
    /// <summary>There is none before it.</summary>
    First,
    /// <summary>More than words changed: everybody is asked again.</summary>
    Material,
    /// <summary>Only words changed: what was decided stands.</summary>
    Rewording,
}

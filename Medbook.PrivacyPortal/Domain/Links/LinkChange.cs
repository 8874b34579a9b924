using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Links;

/// <summary>What an officer did to a link. Stored by name, so names never change.</summary>
public enum LinkChangeKind
{
    /// <summary>A person of a source was linked.</summary>
    Linked,
    /// <summary>A person of a source was unlinked.</summary>
    Unlinked,
}

/// <summary>
/// That an officer linked or unlinked a person of a source, and why. Written once and never edited; it goes with the
/// <see cref="Subject"/> row, because it says who a data subject is in a source.
/// </summary>
/// <remarks>The audit entry of the same transaction holds no words (rule U3); its detail is <see cref="Id"/>.</remarks>
public sealed class LinkChange : IAudited
{
    /// <summary>Most characters of a reason.</summary>
    public const int MaxReason = 1000;

    private LinkChange() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The data subject.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Name of the source in the data map.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The person there, as <see cref="SubjectLink.PersonKey"/> writes it.</summary>
    public string PersonKey { get; private set; } = "";

    /// <summary>What was done.</summary>
    public LinkChangeKind Kind { get; private set; }

    /// <summary>Why, in the officer's words; at most <see cref="MaxReason"/> characters.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Account of the officer.</summary>
    public string By { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; private set; }

    // Only a link that let itself be changed makes one.
    internal static LinkChange Of(
        SubjectKey subject, string source, string personKey, LinkChangeKind kind, string reason, Actor who, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now), Subject = subject, Source = source, PersonKey = personKey,
            Kind = kind, Reason = reason, By = who.Id, At = now,
        };
}

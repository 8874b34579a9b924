using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>
/// That a research partner has to remove somebody from the extracts of a study, written in the transaction of its cause. It holds no
/// pseudonym: that is made with the study's key when the partner opens the link.
/// </summary>
/// <remarks>GDPR 7(3), 17(1)(b), 19.</remarks>
public sealed class RemovalNotice : IAudited
{
    /// <summary>How long its link leads somewhere (choice).</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(90);

    private RemovalNotice() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The study.</summary>
    public Guid Study { get; private set; }

    /// <summary>Who is to be removed.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>What it follows from.</summary>
    public RemovalCause Cause { get; private set; }

    /// <summary>SHA-256 of the token in the mail's link, in hexadecimal digits.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>When the mail was written (UTC).</summary>
    public DateTimeOffset MailedAt { get; private set; }

    /// <summary>When the link was first opened (UTC); null while nobody did.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>When the partner said that it was done (UTC); null until then.</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>What it is called in the mail: eight hexadecimal digits.</summary>
    public string Reference => Id.ToString("n")[^8..].ToUpperInvariant();

    /// <summary>Whether its link leads somewhere.</summary>
    public bool LeadsOn(DateTimeOffset now) => AcknowledgedAt is null && now < MailedAt + LinkLifetime;

    /// <summary>A new one, with its mail.</summary>
    /// <param name="study">The study.</param>
    /// <param name="subject">Who is to be removed.</param>
    /// <param name="cause">What it follows from.</param>
    /// <param name="tokenHash">SHA-256 of the link's token.</param>
    /// <param name="now">When (UTC).</param>
    public static RemovalNotice Of(Guid study, SubjectKey subject, RemovalCause cause, string tokenHash, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), Study = study, Subject = subject, Cause = cause, TokenHash = tokenHash, MailedAt = now, Revision = Guid.NewGuid(),
    };

    /// <summary>The partner looks at it.</summary>
    /// <returns>Whether for the first time.</returns>
    public bool Open(DateTimeOffset now)
    {
        if (OpenedAt is not null) return false;
        (OpenedAt, Revision) = (now, Guid.NewGuid());
        return true;
    }

    /// <summary>The partner says that it is done.</summary>
    public void Acknowledge(DateTimeOffset now) => (AcknowledgedAt, Revision) = (now, Guid.NewGuid());
}

/// <summary>Why somebody is removed. Stored by name, so names never change.</summary>
public enum RemovalCause
{
    /// <summary>They withdrew their consent.</summary>
    Withdrawn,
    /// <summary>Their data was erased.</summary>
    Erased,
}

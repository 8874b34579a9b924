using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>The time in which somebody without an account asks and reads answers, after a code proved their mail address. Ending the row ends it.</summary>
/// <remarks>GDPR 12(6), 32: a mail address alone is a weak proof, so it opens nothing but the own requests, and not for long.</remarks>
public sealed class GuestSession
{
    private GuestSession() { }

    /// <summary>How long it lasts, whatever happens in it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    /// <summary>Random identifier.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Whose address was proved.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>When the code was entered (UTC).</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it is over at the latest (UTC).</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>A new session.</summary>
    public static GuestSession Start(SubjectKey subject, DateTimeOffset now) =>
        new() { Id = Guid.NewGuid().ToString("n"), Subject = subject, StartedAt = now, EndsAt = now + Lifetime };

    /// <summary>Whether it still counts.</summary>
    public bool IsLive(DateTimeOffset now) => now < EndsAt;
}

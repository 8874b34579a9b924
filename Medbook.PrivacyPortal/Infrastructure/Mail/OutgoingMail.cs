namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>A mail that waits in the outbox; its row is written in the transaction of its cause.</summary>
public sealed class OutgoingMail
{
    private OutgoingMail() { }

    /// <summary>Identifier; the Message-ID is made of it, so that a second try is the same mail.</summary>
    public Guid Id { get; private set; }

    /// <summary>The one recipient.</summary>
    public string To { get; private set; } = "";

    /// <summary>Subject line; it names no right and no reason.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Plain text; emptied once the server took the mail, because links and codes have no business staying here.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Language of the mail, as a culture name.</summary>
    public string Language { get; private set; } = "";

    /// <summary>When it was written (UTC).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Earliest time of the next try (UTC).</summary>
    public DateTimeOffset NextTryAt { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; private set; }

    /// <summary>When the server took it (UTC); null while it waits.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When it was given up (UTC), after <see cref="MaxTries"/> tries.</summary>
    public DateTimeOffset? GivenUpAt { get; private set; }

    /// <summary>Code of the last failure; never the server's words, which may quote addresses.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>
    /// Fencing number: it grows with each claim and each outcome, and a write counts only where it is still the one that
    /// was read. So neither an instance that lost its turn nor one that looked too early can write.
    /// </summary>
    public int Fence { get; private set; }

    /// <summary>Until when a claim holds (UTC); after that another instance may try. Null while nobody has it.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>Tries before a mail is given up: with doubling pauses about three days.</summary>
    public const int MaxTries = 12;

    /// <summary>How long one try may take: longer than all timeouts of the mail server together.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    /// <summary>A new mail.</summary>
    public static OutgoingMail Write(string to, string subject, string body, string language, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now), To = to, Subject = subject, Body = body, Language = language,
            CreatedAt = now, NextTryAt = now,
        };

    /// <summary>One instance takes the next try.</summary>
    public void Claim(DateTimeOffset now) => (Fence, LeasedUntil) = (Fence + 1, now + LeaseTime);

    /// <summary>The try did not happen, because the server could not be reached; nothing is counted.</summary>
    public void Release() => (Fence, LeasedUntil) = (Fence + 1, null);

    /// <summary>The server took it.</summary>
    public void Sent(DateTimeOffset now)
    {
        (SentAt, Tries, LastFailure, Body) = (now, Tries + 1, null, "");
        Release();
    }

    /// <summary>The server refused it; the next try comes after a pause that doubles from one minute to twelve hours.</summary>
    /// <param name="code">What went wrong, as a code.</param>
    /// <param name="now">When (UTC).</param>
    public void Failed(string code, DateTimeOffset now)
    {
        Tries++;
        LastFailure = code;
        NextTryAt = now + TimeSpan.FromMinutes(Math.Min(720, Math.Pow(2, Tries - 1)));
        if (Tries >= MaxTries) GivenUpAt = now;
        Release();
    }
}

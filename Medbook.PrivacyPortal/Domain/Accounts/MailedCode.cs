using System.Security.Cryptography;

namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>Six digits that were mailed: known only by their hash, with an end and few tries.</summary>
public abstract class MailedCode
{
    /// <summary>How long the digits work.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long before new digits can be asked for.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Wrong digits before the code is spent.</summary>
    public const int MaxTries = 5;

    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    private protected MailedCode() { }

    private protected MailedCode(string hash, DateTimeOffset now) => (Hash, SentAt, TriesLeft) = (hash, now, MaxTries);

    /// <summary>Keyed hash of the digits.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>When it was sent (UTC).</summary>
    public DateTimeOffset SentAt { get; private set; }

    /// <summary>Tries that are left.</summary>
    public int TriesLeft { get; private set; }

    /// <summary>New digits in the place of the old.</summary>
    public Result Renew(string hash, DateTimeOffset now)
    {
        if (now < SentAt + Pause) return new CodeJustSent();
        (Hash, SentAt, TriesLeft) = (hash, now, MaxTries);
        return Result.Ok;
    }

    /// <summary>Takes one try.</summary>
    /// <param name="hash">Keyed hash of what was typed.</param>
    /// <param name="now">When (UTC).</param>
    public Result Try(string hash, DateTimeOffset now)
    {
        if (now >= SentAt + Lifetime || TriesLeft == 0) return new CodeSpent();
        TriesLeft--;
        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), Convert.FromHexString(Hash))
            ? Result.Ok
            : TriesLeft == 0 ? new CodeSpent() : new CodeWrong();
    }
}

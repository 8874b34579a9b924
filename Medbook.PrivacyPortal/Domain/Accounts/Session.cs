namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>
/// One sign-in on one device. The cookie only names it: what the person proved stands here, so ending the row ends the
/// session wherever its cookie lies.
/// </summary>
/// <remarks>GDPR 32; policy 6.1.</remarks>
public sealed class Session
{
    private Session() { }

    /// <summary>How long a session lasts, whatever happens in it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>How old "last seen" may be before it is written again.</summary>
    public static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);

    /// <summary>Random identifier.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The account that signed in.</summary>
    public string AccountId { get; private set; } = "";

    /// <summary>The account's security stamp at that moment; when the account gets another, the session is over.</summary>
    public string Stamp { get; private set; } = "";

    /// <summary>Browser and system in two words, as the person knows them; no network address is kept.</summary>
    public string Device { get; private set; } = "";

    /// <summary>When it began (UTC).</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it was last used (UTC), to five minutes.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When it is over at the latest (UTC).</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>When the person proved themselves again (UTC); null while they have not.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>When an app code, a recovery code or a passkey was used in it (UTC); null while none was.</summary>
    public DateTimeOffset? SecondFactorAt { get; private set; }

    /// <summary>A new session.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="stamp">The account's security stamp.</param>
    /// <param name="device">Browser and system.</param>
    /// <param name="proof">What opened it.</param>
    /// <param name="now">When (UTC).</param>
    public static Session Start(string accountId, string stamp, string device, Proof proof, DateTimeOffset now)
    {
        var session = new Session
        {
            Id = Guid.NewGuid().ToString("n"), AccountId = accountId, Stamp = stamp, Device = device,
            StartedAt = now, SeenAt = now, EndsAt = now + Lifetime,
        };
        session.Prove(proof, now);
        return session;
    }

    /// <summary>Whether it still counts for an account whose stamp is <paramref name="stamp"/>.</summary>
    public bool IsLive(string? stamp, DateTimeOffset now) => now < EndsAt && stamp == Stamp;

    /// <summary>
    /// The person proved something. A password opens the session and no more; what only the person has at hand (the
    /// mailbox, the app, the passkey) also confirms it, and the app and the passkey are a second factor.
    /// </summary>
    public void Prove(Proof proof, DateTimeOffset now)
    {
        var secondFactor = proof switch
        {
            Proof.Password or Proof.Link or Proof.MailedCode => false,
            Proof.AppCode or Proof.RecoveryCode or Proof.Passkey => true,
        };
        if (proof != Proof.Password) ConfirmedAt ??= now;
        if (secondFactor) SecondFactorAt ??= now;
    }

    /// <summary>The account's stamp changed by what the person did in this very session, which therefore goes on.</summary>
    public void GoOnWith(string stamp) => Stamp = stamp;
}

namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>The six digits that were mailed to prove in one session that it is still the person.</summary>
public sealed class ConfirmationCode : MailedCode
{
    private ConfirmationCode() { }

    private ConfirmationCode(string hash, DateTimeOffset now) : base(hash, now) { }

    /// <summary>The session it belongs to; it works in no other.</summary>
    public string SessionId { get; private set; } = "";

    /// <summary>A code for a session.</summary>
    public static ConfirmationCode Send(string sessionId, string hash, DateTimeOffset now) => new(hash, now) { SessionId = sessionId };
}

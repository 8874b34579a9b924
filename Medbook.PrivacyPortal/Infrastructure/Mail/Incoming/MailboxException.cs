namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>The mailbox cannot be read now, or the connection broke. What was not taken yet is taken at the next try.</summary>
/// <param name="code">A code for the log; never the server's words, which may quote addresses.</param>
public sealed class MailboxException(string code) : Exception($"The mailbox cannot be read ({code}).")
{
    /// <summary>What went wrong, as a code.</summary>
    public string Code { get; } = code;
}

namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>Whether the mailbox could be read the last time.</summary>
public sealed class MailboxState : ServerState;

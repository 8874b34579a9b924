namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>Whether the server that sends mail could be used the last time.</summary>
public sealed class MailServerState : ServerState;

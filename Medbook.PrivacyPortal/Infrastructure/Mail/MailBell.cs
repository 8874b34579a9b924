using Medbook.PrivacyPortal.Infrastructure.Scheduling;

namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>Rings when mail was put into the outbox, so that a code arrives at once.</summary>
public sealed class MailBell : Bell;

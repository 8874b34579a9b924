using MimeKit;

namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>Why a mail was not taken.</summary>
/// <param name="Code">A code for the log and the outbox; never an address.</param>
/// <param name="Unreachable">The server itself is the trouble, not this mail.</param>
public sealed record MailFailure(string Code, bool Unreachable);

/// <summary>The way out: a mail server, or a folder on a developer's machine. One instance serves one run.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <summary>Hands over one mail.</summary>
    /// <returns>Null when it was taken.</returns>
    Task<MailFailure?> SendAsync(MimeMessage message, CancellationToken ct);
}

using Medbook.PrivacyPortal.Infrastructure.Settings;
using MimeKit;
using MimeKit.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>Empties the outbox: claims what is due, one by one, and keeps what came of it.</summary>
/// <remarks>
/// Any number of instances may run at once. A mail goes out twice only when the process is killed between the server's
/// answer and the commit; both then carry the same Message-ID.
/// </remarks>
public sealed partial class MailDelivery(
    IMailQueue queue, IMailTransport transport, MailServerState server, PortalSettings settings, TimeProvider clock,
    ILogger<MailDelivery> log)
{
    /// <summary>Delivers until nothing is due or the server cannot be reached.</summary>
    /// <returns>How many mails the server took.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var sent = 0;
        while (!ct.IsCancellationRequested && await queue.ClaimAsync(clock.GetUtcNow(), ct) is { } mail)
        {
            var failure = await transport.SendAsync(Compose(mail), ct);
            if (failure is { Unreachable: true }) mail.Release();
            else if (failure is not null) mail.Failed(failure.Code, clock.GetUtcNow());
            else mail.Sent(clock.GetUtcNow());

            // The server has answered: from here on it is written down, whoever is in a hurry to stop.
            var kept = await queue.SaveAsync(CancellationToken.None);
            Report(mail, failure, kept);
            if (failure is { Unreachable: true }) break;
            if (failure is null) sent++;
        }
        return sent;
    }

    private MimeMessage Compose(OutgoingMail mail)
    {
        var message = new MimeMessage
        {
            MessageId = $"{mail.Id:n}@{settings.PublicUrl!.Host}",
            Date = mail.CreatedAt,
            Subject = mail.Subject,
            Body = new TextPart(TextFormat.Plain) { Text = mail.Body, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        message.From.Add(MailboxAddress.Parse(settings.Mail.From!));
        message.To.Add(new MailboxAddress(null, mail.To));
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        // No out-of-office answers to a machine (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private void Report(OutgoingMail mail, MailFailure? failure, bool kept)
    {
        if (!kept) LogLost(mail.Id);
        if (server.Changed(failure is { Unreachable: true } ? failure.Code : null))
        {
            if (server.Fault is { } fault) LogUnreachable(fault);
            else LogReachable();
        }
        if (failure is not { Unreachable: false }) return;
        if (mail.GivenUpAt is not null) LogGivenUp(mail.Id, mail.Tries, failure.Code);
        else LogFailed(mail.Id, mail.Tries, failure.Code, mail.NextTryAt);
    }

    [LoggerMessage(LogLevel.Warning, "The mail server cannot be used ({Code}); mails wait in the outbox and nothing is lost.")]
    private partial void LogUnreachable(string code);

    [LoggerMessage(LogLevel.Information, "The mail server can be used again.")]
    private partial void LogReachable();

    [LoggerMessage(LogLevel.Warning, "Mail {Id} was refused at try {Tries} ({Code}); next try {NextTryAt:u}.")]
    private partial void LogFailed(Guid id, int tries, string code, DateTimeOffset nextTryAt);

    [LoggerMessage(LogLevel.Error, "Mail {Id} was given up after {Tries} tries ({Code}); its row stays in OutgoingMails.")]
    private partial void LogGivenUp(Guid id, int tries, string code);

    [LoggerMessage(LogLevel.Warning, "Mail {Id} took longer than its claim; another instance has it.")]
    private partial void LogLost(Guid id);
}

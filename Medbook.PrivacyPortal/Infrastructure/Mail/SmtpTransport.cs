using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using MimeKit;

namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>Sends through the configured SMTP server, over one connection for as many mails as are due.</summary>
public sealed class SmtpTransport(PortalSettings settings) : IMailTransport
{
    private readonly SmtpClient client = new() { Timeout = 30_000 };

    /// <inheritdoc />
    public async Task<MailFailure?> SendAsync(MimeMessage message, CancellationToken ct)
    {
        if (await ConnectAsync(ct) is { } unreachable) return unreachable;
        try
        {
            await client.SendAsync(message, ct);
            return null;
        }
        catch (SmtpCommandException refused)
        {
            return new($"smtp-{(int)refused.StatusCode}", Unreachable: false);
        }
        catch (Exception broken) when (broken is IOException or SocketException or SmtpProtocolException or TimeoutException)
        {
            return new("smtp-interrupted", Unreachable: false);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (client.IsConnected)
        {
            try
            {
                await client.DisconnectAsync(quit: true);
            }
            catch (Exception gone) when (gone is IOException or SocketException or SmtpProtocolException or SmtpCommandException)
            {
                // The server hung up first; what it took, it took.
            }
        }
        client.Dispose();
    }

    private async Task<MailFailure?> ConnectAsync(CancellationToken ct)
    {
        if (client.IsConnected) return null;
        var mail = settings.Mail;
        try
        {
            await client.ConnectAsync(mail.Host!, mail.Port, OptionsOf(mail.Security), ct);
            if (mail.User is not null) await client.AuthenticateAsync(mail.User, mail.Password ?? "", ct);
            return null;
        }
        catch (AuthenticationException)
        {
            await client.DisconnectAsync(quit: true, ct);
            return new("smtp-authentication", Unreachable: true);
        }
        catch (SslHandshakeException)
        {
            return new("smtp-certificate", Unreachable: true);
        }
        catch (Exception fault) when (fault
            is SocketException or IOException or TimeoutException or NotSupportedException or SmtpProtocolException or SmtpCommandException)
        {
            return new("smtp-unreachable", Unreachable: true);
        }
    }

    private static SecureSocketOptions OptionsOf(MailSecurity? security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.Auto or null or _ => SecureSocketOptions.Auto,
    };
}

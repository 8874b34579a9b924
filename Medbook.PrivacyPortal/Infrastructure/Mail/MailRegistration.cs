using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>Mail, by configuration.</summary>
public static class MailRegistration
{
    /// <summary>Registers the delivery and the way out: the configured server, or without one a folder (Development only).</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, PortalSettings settings)
    {
        services.TryAddSingleton<MailBell>();
        services.AddSingleton<MailServerState>().AddScoped<MailDelivery>().AddSingleton<MailboxState>().AddScoped<Mailbox>();
        return settings.Mail.Host is null
            ? services.AddScoped<MailFolder>().AddScoped<IMailTransport>(provider => provider.GetRequiredService<MailFolder>())
            : services.AddScoped<IMailTransport, SmtpTransport>();
    }
}

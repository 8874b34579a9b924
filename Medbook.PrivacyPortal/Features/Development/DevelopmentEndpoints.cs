using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Medbook.PrivacyPortal.Features.Development;

/// <summary>What exists on a developer's machine only.</summary>
public static class DevelopmentEndpoints
{
    /// <summary>Maps <c>/dev/mail</c>, the mails that were not sent; elsewhere, and with a mail server, there is no such address.</summary>
    public static void MapDevelopment(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PortalSettings>() is { IsDevelopment: true, Mail.Host: null })
        {
            app.MapGet("/dev/mail", () => new RazorComponentResult<DevelopmentMail>());
        }
    }
}

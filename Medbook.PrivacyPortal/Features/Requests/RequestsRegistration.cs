using Medbook.PrivacyPortal.Features.Requests.Guests;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>What the pages of requests work with.</summary>
public static class RequestsRegistration
{
    /// <summary>Registers it: one desk, one look-up and one path per page, never shared; and the cookie of somebody without an account.</summary>
    public static IServiceCollection AddRequests(this IServiceCollection services)
    {
        services.AddOptions<CookieBuilder>(PortalCookies.Guest).Configure<PortalSettings>(Configure);
        return services.AddTransient<DraftDesk>().AddTransient<HeldLookup>().AddTransient<RequestPath>().AddScoped<CalendarDesk>().AddScoped<GuestCookie>();
    }

    private static void Configure(CookieBuilder cookie, PortalSettings settings)
    {
        var secure = settings.PublicUrl?.Scheme == Uri.UriSchemeHttps;
        cookie.Name = secure ? "__Host-guest" : "guest";
        cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.Path = "/";
    }
}

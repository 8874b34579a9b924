using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Features.Account;

/// <summary>Signing in: the cookie, and who may see which pages.</summary>
public static class AccountRegistration
{
    private static readonly string[] StaffRoles = [nameof(Role.Officer), nameof(Role.Administrator), nameof(Role.Auditor)];

    /// <summary>Registers the cookie and the policies <c>Member</c> and <c>Staff</c>.</summary>
    public static IServiceCollection AddAccountPages(this IServiceCollection services, PortalSettings settings)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie => Configure(cookie, settings));
        services.AddAuthorizationBuilder()
            .AddPolicy("Member", policy => policy.RequireClaim(Actor.SubjectClaim))
            .AddPolicy("Staff", policy => policy.RequireRole(StaffRoles).RequireClaim(Actor.SecondFactorClaim));
        services.AddScoped<SessionCookie>();
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        return services;
    }

    private static void Configure(CookieAuthenticationOptions cookie, PortalSettings settings)
    {
        var secure = settings.PublicUrl?.Scheme == Uri.UriSchemeHttps;
        cookie.Cookie.Name = secure ? "__Host-session" : "session";
        cookie.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = Session.Lifetime;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/account/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = SessionCookie.ValidateAsync;
        cookie.Events.OnRedirectToAccessDenied = DenyAsync;
    }

    // Staff who have not used a second factor in this session are led to it; everybody else is told no.
    private static Task DenyAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (user, request) = (context.HttpContext.User, context.Request);
        if (StaffRoles.Any(user.IsInRole) && !user.HasClaim(claim => claim.Type == Actor.SecondFactorClaim))
        {
            context.Response.Redirect(ReturnAddress.Via("/account/second-factor", request.Path + request.QueryString));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        return Task.CompletedTask;
    }
}

using System.Security.Claims;
using System.Text.Encodings.Web;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Medbook.PrivacyPortal.Features.Api;

/// <summary>Knows one of Medbook's own systems by the key it shows: <c>Authorization: Bearer KEY</c>.</summary>
internal sealed class SystemKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PortalSettings settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public new const string Scheme = "SystemKey";

    /// <summary>Claim with what the system may ask about.</summary>
    public const string ScopeClaim = "portal:scope";

    private const string Bearer = "Bearer ";

    /// <summary>The system whose key a request shows; null where it shows none, or nobody's.</summary>
    public static ApiSystem? SystemIn(HttpContext context, ApiSettings settings) =>
        context.Request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? settings.Whose(header[Bearer.Length..]) : null;

    /// <summary>Who asks, once the key was looked at.</summary>
    public static Actor ActorOf(HttpContext context) => Actor.SystemNamed(context.User.Identity!.Name!);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SystemIn(Context, settings.Api) is not { } system) return Task.FromResult(AuthenticateResult.NoResult());
        var claims = system.Scopes.Select(scope => new Claim(ScopeClaim, scope)).Prepend(new Claim(ClaimTypes.Name, system.Name));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)), Scheme)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return base.HandleChallengeAsync(properties);
    }
}

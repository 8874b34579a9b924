using System.Net;
using Medbook.PrivacyPortal.Features.Api;
using Medbook.PrivacyPortal.Features.Copies;
using Medbook.PrivacyPortal.Features.Files;
using Medbook.PrivacyPortal.Features.Manage.Dashboard;
using Medbook.PrivacyPortal.Features.Manage.RegisterEditor;
using Medbook.PrivacyPortal.Features.Manage.Retention;
using Medbook.PrivacyPortal.Features.Manage.Studies.Extracts;
using Medbook.PrivacyPortal.Features.Manage.Triage;
using Medbook.PrivacyPortal.Features.Receipts;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Features.Requests.Guests;
using Medbook.PrivacyPortal.Features.Requests.Identity;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.HttpOverrides;

namespace Medbook.PrivacyPortal.Shell;

/// <summary>The frame around the pages: document, routes, languages, headers, errors.</summary>
public static class ShellRegistration
{
    /// <summary>Registers Blazor and what the frame needs.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddPortalLocalisation();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<PortalSettings>(NameFormCookie);
        services.AddExceptionHandler<ErrorLog>();
        services.AddScoped<SiteFactsReader>();
        services.AddApi();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IConfiguration>(TrustProxies);
        return services;
    }

    /// <summary>The order in which a request passes, and the frame's own endpoints.</summary>
    /// <remarks>
    /// No response compression: the assets are compressed when they are built, and pages mix personal data with values of the
    /// address, which compression under TLS can leak (BREACH). A proxy may compress <c>/</c> and <c>/policy</c>.
    /// </remarks>
    public static WebApplication MapShell(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseRequestLocalization();
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/problem/500", createScopeForErrors: true);
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
        app.UseApiProblems();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets();
        app.MapCulture();
        app.MapCopies();
        app.MapRequests();
        app.MapGuests();
        app.MapCopyKeys();
        app.MapHandOver();
        app.MapApi(app.Services.GetRequiredService<PortalSettings>());
        app.MapCertificate();
        app.MapSweepCertificate();
        app.MapYearReport();
        app.MapRegister();
        app.MapExtracts();
        app.MapMyCertificate();
        app.MapReceipts();
        app.MapFiles();
        app.MapEvidence();
        app.MapGuestFiles(context => context.RequestServices.GetRequiredService<GuestCookie>().ActorInAsync(context));
        app.MapIdentity();
        app.MapIdentityPicture();
        app.MapGet("/health/live", () => Results.Text("ok"));
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'");
        return app;
    }

    private static void NameFormCookie(AntiforgeryOptions options, PortalSettings settings)
    {
        var secure = settings.PublicUrl?.Scheme == Uri.UriSchemeHttps;
        options.Cookie.Name = secure ? "__Host-form" : "form";
        options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    // The address and scheme a proxy reports count only when the proxy is one of Proxy:Known (addresses, separated by commas).
    private static void TrustProxies(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var proxy in (configuration["Proxy:Known"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }
}

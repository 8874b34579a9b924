using System.Net.Mime;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.Authentication;

namespace Medbook.PrivacyPortal.Features.Api;

/// <summary>
/// What Medbook's own systems ask: whose choice allows what, and which uses are limited. Nothing of it exists where no system is configured.
/// </summary>
/// <remarks>Described in <c>.docs/api.md</c>.</remarks>
public static class ApiRegistration
{
    /// <summary>The start of every address of it.</summary>
    public const string Path = "/api";

    private const string Document = Path + "/openapi.json";

    /// <summary>Registers how a system is known and how often it may ask.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, SystemKeyHandler>(SystemKeyHandler.Scheme, null);
        // Of each request the framework writes the address, as two lines and as a scope around every other; here keys of persons stand in it.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Critical));
        services.Configure<LoggerFilterOptions>(logging => logging.CaptureScopes = false);
        return services.AddApiPace();
    }

    /// <summary>What goes wrong below <see cref="Path"/> is said to a program, not to a person.</summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Path),
        api => api.UseStatusCodePages(status => Results.Problem(statusCode: status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext)));

    /// <summary>Maps it, where a system is configured.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes, PortalSettings settings)
    {
        if (settings.Api.Systems.Count == 0) return;
        ConsentsEndpoints.Map(Scoped(routes, ApiSettings.Consents));
        RestrictionsEndpoints.Map(Scoped(routes, ApiSettings.Restrictions));
        routes.MapGet(Document, Describe).AllowAnonymous();
    }

    private static RouteGroupBuilder Scoped(IEndpointRouteBuilder routes, string scope)
    {
        var group = routes.MapGroup($"{Path}/{scope}");
        group.RequireAuthorization(policy => policy.AddAuthenticationSchemes(SystemKeyHandler.Scheme).RequireClaim(SystemKeyHandler.ScopeClaim, scope));
        group.RequireRateLimiting(ApiPace.Policy);
        return group;
    }

    private static IResult Describe(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Stream(typeof(ApiRegistration).Assembly.GetManifestResourceStream("api/openapi.json")!, MediaTypeNames.Application.Json);
    }
}

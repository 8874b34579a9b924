using System.Globalization;
using System.Threading.RateLimiting;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.RateLimiting;

namespace Medbook.PrivacyPortal.Features.Api;

/// <summary>
/// How often may be asked: each system <c>Api:PerMinute</c> times a minute, each network address twice as often. The address comes first, so that
/// whoever guesses keys is stopped before a key is looked at.
/// </summary>
internal static class ApiPace
{
    /// <summary>The pace of a system.</summary>
    public const string Policy = "systems";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddApiPace(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { }).AddOptions<RateLimiterOptions>().Configure<PortalSettings>(Limit);
        return services;
    }

    private static void Limit(RateLimiterOptions options, PortalSettings settings)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            var after = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var given) ? given : Minute;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments(ApiRegistration.Path)
            ? Window(context.Connection.RemoteIpAddress?.ToString() ?? "", 2 * settings.Api.PerMinute) : RateLimitPartition.GetNoLimiter(""));
        // Without a right key nothing is answered anyway.
        options.AddPolicy(Policy, context => SystemKeyHandler.SystemIn(context, settings.Api) is { } system
            ? Window(system.Name, settings.Api.PerMinute) : RateLimitPartition.GetNoLimiter(""));
    }

    private static RateLimitPartition<string> Window(string whose, int times) =>
        RateLimitPartition.GetFixedWindowLimiter(whose, _ => new FixedWindowRateLimiterOptions { PermitLimit = times, Window = Minute });
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Restrictions;

namespace Medbook.PrivacyPortal.Features.Restrictions;

/// <summary>What another system asks.</summary>
/// <param name="Source">Name of the source whose keys it knows persons by.</param>
/// <param name="Persons">Keys of persons: <c>members:42</c>.</param>
public sealed record RestrictionsAsked(string? Source, IReadOnlyList<string>? Persons);

/// <summary>What it is told.</summary>
/// <param name="Persons">An answer for each person, in the order of the question.</param>
public sealed record RestrictionsAnswered(IReadOnlyList<PersonLimits> Persons);

/// <summary>
/// <c>POST /api/restrictions</c>: Medbook's own systems ask whose data may not be used. A question and no change: keys of persons have no
/// business in addresses. It does not exist where no key is configured.
/// </summary>
/// <remarks>GDPR 18(2). Described in <c>.docs/restrictions.md</c>.</remarks>
public static class RestrictionsEndpoint
{
    private const string Scheme = "Bearer ";

    /// <summary>Registers how often a system may ask.</summary>
    public static IServiceCollection AddRestrictions(this IServiceCollection services) => services.AddSingleton<RestrictionsPace>();

    /// <summary>Maps it, where a key is configured.</summary>
    public static void MapRestrictions(this IEndpointRouteBuilder routes, PortalSettings settings)
    {
        if (settings.Restrictions.ApiKeys.Count > 0) routes.MapPost("/api/restrictions", AskAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> AskAsync(HttpContext context, AskRestrictions ask, PortalSettings settings, RestrictionsPace pace)
    {
        context.Response.Headers.CacheControl = "no-store";
        // Also of whoever guesses keys.
        if (!pace.MayAsk(context.Connection.RemoteIpAddress?.ToString() ?? "")) return Results.Problem(statusCode: StatusCodes.Status429TooManyRequests);
        if (!IsRight(context.Request.Headers.Authorization.ToString(), settings.Restrictions.ApiKeys.Values)) return Results.Problem(statusCode: StatusCodes.Status401Unauthorized);
        if (await ReadAsync(context) is not { Source: { } source, Persons: { } persons })
        {
            return Results.Problem($"Name a source and at most {ConsultRestrictions.MostPersons} persons, each once.", statusCode: StatusCodes.Status400BadRequest);
        }
        var answer = await ask.RunAsync(Actor.Portal, source, persons, context.RequestAborted);
        return answer.IsOk ? Results.Json(new RestrictionsAnswered(answer.Value)) : Results.Problem("There is no such source.", statusCode: StatusCodes.Status404NotFound);
    }

    // Read only of whoever may ask.
    private static async Task<RestrictionsAsked?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return null;
        try
        {
            var asked = await context.Request.ReadFromJsonAsync<RestrictionsAsked>(context.RequestAborted);
            return asked?.Persons is { } persons && persons.Count <= ConsultRestrictions.MostPersons && !persons.Contains(null!) && persons.Distinct().Count() == persons.Count
                ? asked : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Every key is compared, and each in the same time: how long an answer takes tells nothing about a key.
    private static bool IsRight(string header, IEnumerable<string> keys)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : ""));
        var isRight = false;
        foreach (var key in keys) isRight |= CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return isRight;
    }
}

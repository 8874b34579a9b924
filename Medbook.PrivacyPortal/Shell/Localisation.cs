using Medbook.PrivacyPortal.Domain.Texts;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;

namespace Medbook.PrivacyPortal.Shell;

/// <summary>The language of a page: the person's choice (a cookie), else the browser's wish, else English.</summary>
public static class Localisation
{
    /// <summary>Name of the cookie that keeps the choice.</summary>
    public const string Cookie = "language";

    /// <summary>Sets the portal's cultures and where they come from.</summary>
    public static IServiceCollection AddPortalLocalisation(this IServiceCollection services) =>
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(PortalCultures.English);
            options.SupportedCultures = [.. PortalCultures.All];
            options.SupportedUICultures = [.. PortalCultures.All];
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
                [new CookieRequestCultureProvider { CookieName = Cookie }, new CustomRequestCultureProvider(BrowserWish)];
        });

    /// <summary>
    /// Maps <c>GET /culture?set=nl-BE&amp;from=/policy</c>: keeps the choice for a year and goes back. Only to an address of
    /// this site; anything else goes to the first page.
    /// </summary>
    public static void MapCulture(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/culture", (HttpContext context, string? set, string? from) =>
    {
        if (PortalCultures.Find(set) is not { } culture) return Results.BadRequest();
        context.Response.Cookies.Append(
            Cookie,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps, IsEssential = true,
            });
        return Results.LocalRedirect(IsLocal(from) ? from! : "/");
    });

    private static bool IsLocal(string? address) =>
        address is { Length: > 0 } && address[0] == '/' && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Any(char.IsControl);

    // nl-NL and fr-FR are served too: the framework's own provider would find no culture for them.
    private static Task<ProviderCultureResult?> BrowserWish(HttpContext context)
    {
        var wished = context.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => PortalCultures.Find(language.Value.Value))
            .FirstOrDefault(culture => culture is not null);
        return Task.FromResult(wished is null ? null : new ProviderCultureResult(new StringSegment(wished.Name)));
    }
}

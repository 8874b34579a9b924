using System.Net.Mime;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Copies;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Medbook.PrivacyPortal.Features.Copies;

/// <summary>The download of a copy: an endpoint, because a circuit is no place for a file.</summary>
public static class CopiesEndpoints
{
    /// <summary><c>POST /copies/portability</c>: streams the ZIP, or leads back to the page that says why not.</summary>
    public static void MapCopies(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/copies/portability", TakeAsync).RequireAuthorization("Member").WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task TakeAsync(HttpContext context, TakeCopy takeCopy, TimeProvider clock, CancellationToken ct)
    {
        await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
        var result = await takeCopy.RunAsync(Actor.From(context.User), Open, ct);
        if (result.Problem is ConfirmationMissing) context.Response.Redirect("/account/confirm?returnUrl=%2Fcopies");
        else if (!result.IsOk) context.Response.Redirect("/copies?failed=true");

        Stream Open()
        {
            // The framework's ZIP writes asynchronously but for the last bytes of each file, when it closes the file's stream.
            context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
            context.Response.ContentType = MediaTypeNames.Application.Zip;
            context.Response.Headers.ContentDisposition = $"attachment; filename=medbook-portability-{BrusselsTime.Today(clock):yyyy-MM-dd}.zip";
            context.Response.Headers.CacheControl = "no-store";
            return context.Response.Body;
        }
    }
}

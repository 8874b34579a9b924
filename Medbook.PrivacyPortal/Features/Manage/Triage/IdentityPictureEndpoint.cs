using System.Net.Mime;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Identity;

namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>The picture of an answer, for the viewer of the case and for nothing else.</summary>
public static class IdentityPictureEndpoint
{
    /// <summary>
    /// <c>GET /manage/requests/ID/identity/QUESTION/picture</c>. It has no address of its own that could be opened, linked or saved:
    /// a browser gets it only as an image of a page of the portal, and keeps nothing of it.
    /// </summary>
    public static void MapIdentityPicture(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/manage/requests/{id:guid}/identity/{question:guid}/picture", ShowAsync).RequireAuthorization("Staff");

    private static async Task<IResult> ShowAsync(HttpContext context, OpenIdentityPicture open, Guid id, Guid question, CancellationToken ct)
    {
        // Every browser says what it asks for, and a page cannot say it in its place.
        var headers = context.Request.Headers;
        if (headers["Sec-Fetch-Dest"] != "image" || headers["Sec-Fetch-Site"] != "same-origin") return Results.NotFound();
        var picture = await open.RunAsync(Actor.From(context.User), id, question, ct);
        if (!picture.IsOk) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = "inline";
        return Results.Stream(picture.Value, MediaTypeNames.Image.Jpeg);
    }
}

using System.Net.Mime;
using Medbook.PrivacyPortal.Features.Requests.Identity;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Requests.Guests;

/// <summary>What a request of somebody without an account gives as a file, and where its browser sends a masked picture.</summary>
public static class GuestEndpoints
{
    /// <summary>
    /// <c>GET /ask/requests/ID/deadline.ics</c>: the day of the answer; whoever has no session proves the address first.
    /// <c>GET /ask/requests/ID/certificate.json</c> and <c>certificate.sig</c>: what was erased, and the signature.
    /// <c>POST /ask/requests/ID/identity/QUESTION/card</c> and <c>…/mandate</c> take a JPEG as the body, as the addresses of a member do.
    /// </summary>
    public static void MapGuests(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ask/requests/{id:guid}/deadline.ics", async (HttpContext context, GuestCookie cookie, CalendarDesk desk, Guid id) =>
            await cookie.ActorInAsync(context) is { } guest
                ? await desk.DayAsync(context, guest, id)
                : Results.LocalRedirect($"/ask?request={id}"));
        routes.MapGet($"/ask/requests/{{id:guid}}/{CertificateFile.Name}", async (HttpContext context, GuestCookie cookie, ReadMyErasure read, Guid id, string file) =>
            await cookie.ActorInAsync(context) is { } guest
                ? await MyCertificateEndpoint.GiveAsync(context, read, guest, id, file)
                : Results.LocalRedirect($"/ask?request={id}"));
        routes.MapPictures("/ask/requests", context => context.RequestServices.GetRequiredService<GuestCookie>().ActorInAsync(context), SayOver);
    }

    // The picture is still on the page, and can be sent once more.
    private static IResult SayOver(HttpContext context) => Results.Text(
        context.RequestServices.GetRequiredService<IStringLocalizer<GuestTexts>>()["over.picture"], MediaTypeNames.Text.Plain,
        statusCode: StatusCodes.Status401Unauthorized);
}

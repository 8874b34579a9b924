namespace Medbook.PrivacyPortal.Features.Requests.Guests;

/// <summary>What a request of somebody without an account gives as a file.</summary>
public static class GuestEndpoints
{
    /// <summary><c>GET /ask/requests/ID/deadline.ics</c>: the day of the answer; whoever has no session proves the address first.</summary>
    public static void MapGuests(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ask/requests/{id:guid}/deadline.ics", async (HttpContext context, GuestCookie cookie, CalendarDesk desk, Guid id) =>
            await cookie.GuestInAsync(context) is { } guest
                ? await desk.DayAsync(context, guest.Actor, id)
                : Results.LocalRedirect($"/ask?request={id}"));
}

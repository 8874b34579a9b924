using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>What a request gives as a file.</summary>
public static class RequestsEndpoints
{
    /// <summary><c>GET /requests/ID/deadline.ics</c>: the day of the answer, for the person's calendar. It names the number and no right: calendars are shared.</summary>
    public static void MapRequests(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/requests/{id:guid}/deadline.ics", (HttpContext context, CalendarDesk desk, Guid id) =>
            desk.DayAsync(context, Actor.From(context.User), id)).RequireAuthorization("Member");
}

/// <summary>The day of an answer as a file.</summary>
public sealed class CalendarDesk(ReadMyRequest read, IStringLocalizer<RequestsTexts> texts, PortalSettings settings, TimeProvider clock)
{
    /// <summary>The day of a person's own request; another's is not found.</summary>
    public async Task<IResult> DayAsync(HttpContext context, Actor who, Guid id)
    {
        var mine = await read.RunAsync(who, id, context.RequestAborted);
        if (mine.Value?.Request is not { Deadline: { } deadline } request) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(CalendarFile.Of(DayOf(request, deadline)), CalendarFile.MediaType + "; charset=utf-8", $"{request.Number}.ics");
    }

    private CalendarDay DayOf(RightsRequest request, Deadline deadline)
    {
        var site = settings.PublicUrl!;
        var page = new Uri(site, request.Channel == RequestChannel.Guest ? $"ask/requests/{request.Id}" : $"requests/{request.Id}");
        // Every change writes a line of the timeline, so their number grows with each new date.
        return new CalendarDay(
            $"{request.Id}@{site.Host}", deadline.On(BrusselsTime.Today(clock)).AnswerBy, texts["calendar.title", request.Number!], page,
            request.Events.Count, request.ChangedAt);
    }
}

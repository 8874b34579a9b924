using System.Net.Mime;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.HandOver;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>The download of the pack for the authority. It changes the case, so it is asked for by a form.</summary>
public static class HandOverEndpoint
{
    /// <summary><c>POST /manage/requests/ID/hand-over</c> streams the ZIP, or leads back to the case.</summary>
    public static void MapHandOver(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/manage/requests/{id:guid}/hand-over", DownloadAsync).RequireAuthorization("Staff");

    private static async Task<IResult> DownloadAsync(HttpContext context, IAntiforgery antiforgery, HandOverCase handOver, Guid id, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        var made = await handOver.RunAsync(Actor.From(context.User), id, ct);
        if (made.Problem is NotFound) return Results.NotFound();
        if (!made.IsOk) return Results.Redirect($"/manage/requests/{id}?handover=failed");

        using var pack = made.Value;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{pack.FileName}\"";
        context.Response.ContentType = MediaTypeNames.Application.Zip;
        // The framework's ZIP writes the last bytes of each file synchronously.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        await pack.WriteAsync(context.Response.Body, ct);
        return Results.Empty;
    }
}

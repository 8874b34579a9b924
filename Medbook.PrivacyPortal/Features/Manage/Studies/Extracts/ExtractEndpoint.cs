using System.Net.Mime;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Research.Extracts;

namespace Medbook.PrivacyPortal.Features.Manage.Studies.Extracts;

/// <summary>The download of an extract: a circuit is no place for a file.</summary>
public static class ExtractEndpoint
{
    /// <summary><c>GET /manage/studies/STUDY/extracts/ID/file</c> streams the ZIP, or leads to the page that says why not.</summary>
    public static void MapExtracts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/manage/studies/{study:guid}/extracts/{id:guid}/file", async (HttpContext context, TakeExtract take, Guid study, Guid id, CancellationToken ct) =>
        {
            var taken = await take.RunAsync(Actor.From(context.User), id, ct);
            if (taken.Problem is NotFound) return Results.NotFound();
            if (!taken.IsOk) return Results.Redirect($"/manage/studies/{study}/extracts");
            context.Response.Headers.CacheControl = "no-store";
            // The result disposes of the stream.
            return Results.Stream(taken.Value.Content, MediaTypeNames.Application.Zip, taken.Value.FileName, taken.Value.ReleasedAt, enableRangeProcessing: true);
        }).RequireAuthorization("Staff");
}

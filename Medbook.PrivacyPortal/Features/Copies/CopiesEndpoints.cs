using System.Net.Mime;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Copies;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Medbook.PrivacyPortal.Features.Copies;

/// <summary>The download of a copy (a circuit is no place for a file), and the buttons of the pages for as long as there is no circuit.</summary>
public static class CopiesEndpoints
{
    /// <summary>
    /// <c>GET /copies/ID/file</c> streams the ZIP, or leads to the page that says why not. <c>POST /copies/ask</c>,
    /// <c>/copies/ID/stop</c> and <c>/copies/ID/delete</c> do what their button says, and lead back.
    /// </summary>
    public static void MapCopies(this IEndpointRouteBuilder routes)
    {
        var copies = routes.MapGroup("/copies").RequireAuthorization("Member");
        copies.MapGet("/{id:guid}/file", DownloadAsync);
        var posts = copies.MapGroup("").AddEndpointFilter(CheckTokenAsync);
        posts.MapPost("/ask", async (HttpContext context, AskForCopy ask, [FromForm] CopyKind kind, CancellationToken ct) =>
            Lead((await ask.RunAsync(Actor.From(context.User), kind, ct)).Problem, "/copies"));
        posts.MapPost("/{id:guid}/stop", async (HttpContext context, CancelCopy cancel, Guid id, CancellationToken ct) =>
            Lead((await cancel.RunAsync(Actor.From(context.User), id, ct)).Problem, "/copies"));
        posts.MapPost("/{id:guid}/delete", async (HttpContext context, DiscardCopy discard, Guid id, CancellationToken ct) =>
            Lead((await discard.RunAsync(Actor.From(context.User), id, ct)).Problem, "/copies"));
    }

    // The middleware only notes a wrong token; it is the reading of a form that refuses, and not every button has one.
    private static async ValueTask<object?> CheckTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context) : Results.BadRequest();

    private static async Task<IResult> DownloadAsync(HttpContext context, OpenCopy openCopy, Guid id, CancellationToken ct)
    {
        var opened = await openCopy.RunAsync(Actor.From(context.User), id, ct);
        // The page of the copy says the rest: expired, damaged, still being made.
        if (!opened.IsOk) return Lead(opened.Problem, $"/copies/{id}");
        context.Response.Headers.CacheControl = "no-store";
        // The result disposes of the stream, and answers a range by seeking in it.
        return Results.Stream(opened.Value.Content, MediaTypeNames.Application.Zip, opened.Value.FileName, opened.Value.MadeAt, enableRangeProcessing: true);
    }

    private static IResult Lead(Problem? problem, string page) => problem switch
    {
        null => Results.Redirect(page),
        NotFound => Results.NotFound(),
        ConfirmationMissing => Results.Redirect("/account/confirm?returnUrl=" + Uri.EscapeDataString(page)),
        _ => Results.Redirect(page == "/copies" ? "/copies?failed=true" : page),
    };
}

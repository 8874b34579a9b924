using System.Net.Mime;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Requests.Identity;

/// <summary>Where a browser sends a masked picture: a circuit is no place for a file, and no form may hold one.</summary>
public static class IdentityEndpoints
{
    /// <summary><c>POST /requests/ID/identity/QUESTION/card</c> and <c>…/mandate</c> take a JPEG as the body; what is refused is answered in a sentence.</summary>
    public static void MapIdentity(this IEndpointRouteBuilder routes) =>
        routes.MapPictures("/requests", context => Task.FromResult<Actor?>(Actor.From(context.User)), _ => Results.Unauthorized()).RequireAuthorization("Member");

    /// <summary>The two addresses of a picture, below those of somebody's requests.</summary>
    /// <param name="routes">Where they are mapped.</param>
    /// <param name="requests">The address of the requests.</param>
    /// <param name="sender">Who sends; null where nobody proved who they are.</param>
    /// <param name="nobody">What is answered then.</param>
    internal static RouteGroupBuilder MapPictures(
        this IEndpointRouteBuilder routes, string requests, Func<HttpContext, Task<Actor?>> sender, Func<HttpContext, IResult> nobody)
    {
        var pictures = routes.MapGroup(requests + "/{id:guid}/identity/{question:guid}");
        foreach (var (address, about) in ((string, QuestionAbout)[])[("/card", QuestionAbout.Identity), ("/mandate", QuestionAbout.Mandate)])
        {
            pictures.MapPost(address, async (HttpContext context, AnswerIdentity answer, Guid id, Guid question, IStringLocalizer<ProblemTexts> texts, CancellationToken ct) =>
                await sender(context) is { } who ? await TakeAsync(context, answer, who, id, question, about, texts, ct) : nobody(context));
        }
        return pictures.AddEndpointFilter(CheckTokenAsync);
    }

    // The middleware only notes a wrong token; it is the reading of a form that refuses, and this is none.
    private static async ValueTask<object?> CheckTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (http, settings) = (context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<PortalSettings>());
        if (!await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)) return Results.BadRequest();
        // The gate says in a sentence what is too large; the server's own limit, a little beyond, would break the connection.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = settings.Uploads.FileBytes + (64 * 1024);
        return await next(context);
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context, AnswerIdentity answer, Actor who, Guid id, Guid question, QuestionAbout about, IStringLocalizer<ProblemTexts> texts, CancellationToken ct)
    {
        var taken = await answer.RunAsync(who, id, question, IdentityAnswer.Picturing(about, context.Request.Body), ct);
        return taken.Problem switch
        {
            null => Results.NoContent(),
            NotFound => Results.NotFound(),
            FileTooLarge problem => Say(problem, StatusCodes.Status413PayloadTooLarge),
            PictureVaultUnavailable problem => Say(problem, StatusCodes.Status503ServiceUnavailable),
            var problem => Say(problem, StatusCodes.Status409Conflict),
        };

        IResult Say(Problem problem, int status) => Results.Text(texts[problem.Code, problem.Arguments], MediaTypeNames.Text.Plain, statusCode: status);
    }
}

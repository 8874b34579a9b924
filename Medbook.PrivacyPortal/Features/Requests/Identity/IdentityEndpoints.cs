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
    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        var pictures = routes.MapGroup("/requests/{id:guid}/identity/{question:guid}").RequireAuthorization("Member").AddEndpointFilter(CheckTokenAsync);
        pictures.MapPost("/card", (HttpContext context, AnswerIdentity answer, Guid id, Guid question, IStringLocalizer<ProblemTexts> texts, CancellationToken ct) =>
            TakeAsync(context, answer, id, question, QuestionAbout.Identity, texts, ct));
        pictures.MapPost("/mandate", (HttpContext context, AnswerIdentity answer, Guid id, Guid question, IStringLocalizer<ProblemTexts> texts, CancellationToken ct) =>
            TakeAsync(context, answer, id, question, QuestionAbout.Mandate, texts, ct));
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
        HttpContext context, AnswerIdentity answer, Guid id, Guid question, QuestionAbout about, IStringLocalizer<ProblemTexts> texts, CancellationToken ct)
    {
        var taken = await answer.RunAsync(Actor.From(context.User), id, question, IdentityAnswer.Picturing(about, context.Request.Body), ct);
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

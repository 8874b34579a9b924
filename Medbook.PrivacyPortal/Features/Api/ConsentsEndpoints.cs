using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Operations.Consents;

namespace Medbook.PrivacyPortal.Features.Api;

/// <summary><c>GET /api/consents/PERSON?source=NAME</c> and, for several persons or one known by a mail address, <c>POST /api/consents</c>.</summary>
/// <remarks>GDPR 7(3).</remarks>
internal static class ConsentsEndpoints
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("{person}", AskAsync);
        routes.MapPost("", AskManyAsync).WithMetadata(ApiQuestion.Limit);
    }

    private static async Task<IResult> AskAsync(HttpContext context, AskConsents ask, SourceCatalog sources, string person, string? source) =>
        ApiQuestion.RefusalOf(sources, source, person)
        ?? ApiAnswer.OfOne(context, await ask.RunAsync(SystemKeyHandler.ActorOf(context), source!, [person], context.RequestAborted));

    private static async Task<IResult> AskManyAsync(HttpContext context, AskConsents ask)
    {
        var (question, refusal) = await ApiQuestion.ReadAsync(context);
        return question is null ? refusal! : ApiAnswer.OfMany(context, await ask.RunAsync(SystemKeyHandler.ActorOf(context), question.Source, question.Persons, context.RequestAborted));
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Measures;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Features.Files;

/// <summary>Files of cases and of reviews: their downloads (a circuit is no place for a file), and the buttons of <c>FilePicker</c> for as long as there is no circuit.</summary>
public static class FilesEndpoints
{
    private const string Mine = "/requests", Team = "/manage/requests", Guests = "/ask/requests", Measures = "/manage/measures";

    /// <summary>
    /// Below <c>/requests/ID/files</c> and <c>/manage/requests/ID/files</c>: <c>POST</c> adds the files of a form and leads back,
    /// <c>GET FILE</c> is a download, <c>POST FILE/remove</c> takes one off the desk. <c>?back=</c> names the page to lead to.
    /// </summary>
    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup(Mine + "/{request:guid}/files").RequireAuthorization("Member");
        mine.MapPost("", (HttpContext context, AttachFile attach, PortalSettings settings, Guid request, string? back, CancellationToken ct) =>
            AddAsync(context, settings, async file => (await attach.RunAsync(Actor.From(context.User), request, Guid.NewGuid(), file.Name, file.Content, ct)).Problem, Back(Mine, request, back), ct));
        mine.MapGet("/{file:guid}", async (HttpContext context, OpenAttachment open, Guid request, Guid file, CancellationToken ct) =>
            Give(context, await open.RunAsync(Actor.From(context.User), request, file, ct), Back(Mine, request, null)));
        mine.MapPost("/{file:guid}/remove", async (HttpContext context, RemoveAttachment remove, Guid request, Guid file, string? back, CancellationToken ct) =>
            Lead((await remove.RunAsync(Actor.From(context.User), request, file, ct)).Problem, Back(Mine, request, back))).AddEndpointFilter(CheckTokenAsync);

        var team = routes.MapGroup(Team + "/{request:guid}/files").RequireAuthorization("Staff");
        team.MapPost("", (HttpContext context, AttachCaseFile attach, PortalSettings settings, Guid request, string? back, CancellationToken ct) =>
            AddAsync(context, settings, async file => (await attach.RunAsync(Actor.From(context.User), request, Guid.NewGuid(), file.Name, file.Content, ct)).Problem, Back(Team, request, back), ct));
        team.MapGet("/{file:guid}", async (HttpContext context, OpenCaseAttachment open, Guid request, Guid file, CancellationToken ct) =>
            Give(context, await open.RunAsync(Actor.From(context.User), request, file, ct), Back(Team, request, null)));
        team.MapPost("/{file:guid}/remove", async (HttpContext context, RemoveCaseAttachment remove, Guid request, Guid file, string? back, CancellationToken ct) =>
            Lead((await remove.RunAsync(Actor.From(context.User), request, file, ct)).Problem, Back(Team, request, back))).AddEndpointFilter(CheckTokenAsync);
    }

    /// <summary>The same below <c>/ask/requests/ID/files</c>, for somebody without an account: whoever has no session is led to prove the address first.</summary>
    /// <param name="routes">Where they are mapped.</param>
    /// <param name="guest">Who asks; null where no session runs.</param>
    public static void MapGuestFiles(this IEndpointRouteBuilder routes, Func<HttpContext, Task<Actor?>> guest)
    {
        var own = routes.MapGroup(Guests + "/{request:guid}/files");
        own.MapPost("", async (HttpContext context, AttachFile attach, PortalSettings settings, Guid request, string? back, CancellationToken ct) =>
            await guest(context) is { } who
                ? await AddAsync(context, settings, async file => (await attach.RunAsync(who, request, Guid.NewGuid(), file.Name, file.Content, ct)).Problem, Back(Guests, request, back), ct)
                : await AddAsync(context, settings, _ => Task.FromResult<Problem?>(new NotFound()), Prove(request), ct));
        own.MapGet("/{file:guid}", async (HttpContext context, OpenAttachment open, Guid request, Guid file, CancellationToken ct) =>
            await guest(context) is { } who ? Give(context, await open.RunAsync(who, request, file, ct), Back(Guests, request, null)) : Results.Redirect(Prove(request)));
        own.MapPost("/{file:guid}/remove", async (HttpContext context, RemoveAttachment remove, Guid request, Guid file, string? back, CancellationToken ct) =>
            await guest(context) is { } who ? Lead((await remove.RunAsync(who, request, file, ct)).Problem, Back(Guests, request, back)) : Results.Redirect(Prove(request)))
            .AddEndpointFilter(CheckTokenAsync);
    }

    /// <summary>The same below <c>/manage/measures/ID/files</c>, for the evidence of reviews.</summary>
    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        var evidence = routes.MapGroup(Measures + "/{measure:guid}/files").RequireAuthorization("Staff");
        evidence.MapPost("", (HttpContext context, AttachEvidence attach, PortalSettings settings, Guid measure, string? back, CancellationToken ct) =>
            AddAsync(context, settings, async file => (await attach.RunAsync(Actor.From(context.User), measure, Guid.NewGuid(), file.Name, file.Content, ct)).Problem, Back(Measures, measure, back), ct));
        evidence.MapGet("/{file:guid}", async (HttpContext context, OpenEvidence open, Guid measure, Guid file, CancellationToken ct) =>
            Give(context, await open.RunAsync(Actor.From(context.User), measure, file, ct), Back(Measures, measure, null)));
        evidence.MapPost("/{file:guid}/remove", async (HttpContext context, RemoveEvidence remove, Guid measure, Guid file, string? back, CancellationToken ct) =>
            Lead((await remove.RunAsync(Actor.From(context.User), measure, file, ct)).Problem, Back(Measures, measure, back))).AddEndpointFilter(CheckTokenAsync);
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, PortalSettings settings, Func<SentFile, Task<Problem?>> attach, string page, CancellationToken ct)
    {
        var form = await UploadForm.ReadAsync(context, CaseAttachment.MaxPerMessage * settings.Uploads.FileBytes, ct);
        if (form is null || !await form.IsOursAsync(context)) return Results.BadRequest();
        Problem? problem = null;
        // After a fault the rest is read and dropped: who sends a form reads no answer before it is sent.
        while (await form.NextFileAsync(ct) is { } file) problem ??= await attach(file);
        // Where it broke off inside a file, the sentence about the file says so.
        return form.IsWhole || problem is not null ? Lead(problem, page) : Results.BadRequest();
    }

    private static IResult Give(HttpContext context, Result<OpenedFile> opened, string page)
    {
        if (!opened.IsOk) return opened.Problem is NotFound ? Results.NotFound() : Lead(opened.Problem, page);
        context.Response.Headers.CacheControl = "no-store";
        // A name makes it a download, never a page. The result disposes of the stream, and answers a range by seeking in it.
        return Results.Stream(opened.Value.Content, opened.Value.MediaType, opened.Value.Name, enableRangeProcessing: true);
    }

    // What is not there, or somebody else's, the page says itself.
    private static IResult Lead(Problem? problem, string page) =>
        Results.Redirect(problem is null or NotFound ? page : QueryHelpers.AddQueryString(page, "fault", problem.Code));

    private static string Prove(Guid request) => $"/ask?request={request}";

    // Only to a page about what the file belongs to; a header takes plain characters.
    private static string Back(string pages, Guid of, string? asked) =>
        asked?.StartsWith(pages + "/", StringComparison.Ordinal) == true && asked.All(c => c is > ' ' and < (char)127 and not '\\') ? asked : $"{pages}/{of}";

    // The middleware only notes a wrong token; it is the reading of a form that refuses, and this one is not read.
    private static async ValueTask<object?> CheckTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context) : Results.BadRequest();
}

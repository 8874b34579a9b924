using System.Net.Mime;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Operations.Consents.Receipts;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Medbook.PrivacyPortal.Features.Receipts;

/// <summary>What came of checking the two files of a form, for the page to say.</summary>
/// <param name="Check">The verdict, or what was wrong with the files.</param>
public sealed record ReceiptAnswer(Result<ReceiptCheck> Check);

/// <summary>The proof of a person's own decision, and the two files that say what its fields mean.</summary>
public static class ReceiptEndpoints
{
    /// <summary>
    /// <c>GET /consents/ID/receipt.json</c> and its signature, <c>receipt.sig</c>, for whoever decided; <c>/receipts/context-1.jsonld</c>
    /// and <c>/receipts/schema-1.json</c> for everybody. <c>POST /receipts/verify</c> takes the form of the page there, and answers with the page.
    /// </summary>
    public static void MapReceipts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/consents/{id:guid}/{file:regex(^receipt\\.(json|sig)$)}", GiveAsync).RequireAuthorization("Member");
        routes.MapGet("/" + ReceiptFiles.ContextAddress, (HttpContext context) => Publish(context, ReceiptFiles.ContextAddress, "application/ld+json")).AllowAnonymous();
        // Before the page, which would read the form the framework's way.
        routes.MapPost("/receipts/verify", CheckAsync).AllowAnonymous().WithOrder(-1);
        routes.MapGet("/" + ReceiptFiles.SchemaAddress, (HttpContext context) => Publish(context, ReceiptFiles.SchemaAddress, MediaTypeNames.Application.Json)).AllowAnonymous();
    }

    private static async Task<IResult> GiveAsync(HttpContext context, ReadMyConsentReceipt read, Guid id, string file, CancellationToken ct)
    {
        var receipt = await read.RunAsync(Actor.From(context.User), id, ct);
        // Whoever keeps several needs to tell them apart, and which signature belongs to which.
        return receipt.IsOk ? SignedFile.Of(context, receipt.Value.Content, receipt.Value.Signature, file.Replace(".", $"-{id.ToString()[^12..]}.", StringComparison.Ordinal))
            : receipt.Problem is ReceiptNotSigned ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.NotFound();
    }

    private static async Task<IResult> CheckAsync(HttpContext context, ReadCopyKeys read, VerifyConsentReceipt verify, EndpointDataSource endpoints, CancellationToken ct)
    {
        var form = await UploadForm.ReadAsync(context, 2 * VerifyConsentReceipt.MostBytes, ct);
        if (form is null || !await form.IsOursAsync(context)) return Results.BadRequest();
        var files = new List<byte[]>();
        // An empty field is a file too, without a byte.
        while (files.Count < 2 && await form.NextFileAsync(ct) is { } file) files.Add(await VerifyConsentReceipt.TakeAsync(file.Content, ct));
        if (!form.IsWhole) return Results.BadRequest();

        var who = Actor.From(context.User);
        var keys = await read.RunAsync(who, ct);
        var check = keys.IsOk ? await verify.RunAsync(who, files.ElementAtOrDefault(0) ?? [], files.ElementAtOrDefault(1) ?? [], keys.Value, ct) : keys.Problem;
        context.Features.Set(new ReceiptAnswer(check));
        await DrawAsync(context, endpoints);
        return Results.Empty;
    }

    // The page itself, as if it had been opened: an answer behind a redirect could be put into a link by anybody.
    private static Task DrawAsync(HttpContext context, EndpointDataSource endpoints)
    {
        var page = endpoints.Endpoints.First(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(VerifyPage));
        context.Request.Method = HttpMethods.Get;
        context.SetEndpoint(page);
        return page.RequestDelegate!(context);
    }

    // What receipts name never changes.
    private static IResult Publish(HttpContext context, string address, string type)
    {
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Stream(ReceiptFiles.Open(address), type);
    }
}

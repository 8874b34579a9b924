using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>The certificate of an erasure, for the person whose data it was.</summary>
public static class MyCertificateEndpoint
{
    /// <summary>What its address ends with: the document, or its signature.</summary>
    public const string File = "{file:regex(^certificate\\.(json|sig)$)}";

    /// <summary><c>GET /requests/ID/certificate.json</c> and its signature, <c>certificate.sig</c>.</summary>
    public static void MapMyCertificate(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"/requests/{{id:guid}}/{File}", (HttpContext context, ReadMyErasure read, Guid id, string file) =>
            GiveAsync(context, read, Actor.From(context.User), id, file)).RequireAuthorization("Member");

    /// <summary>One of the two files of a person's own erasure; another's is not found.</summary>
    public static async Task<IResult> GiveAsync(HttpContext context, ReadMyErasure read, Actor who, Guid id, string file)
    {
        var plan = (await read.RunAsync(who, id, context.RequestAborted)).Value?.Plan;
        return CertificateFile.Of(context, file == "certificate.sig" ? plan?.Signature : plan?.Certificate, file);
    }
}

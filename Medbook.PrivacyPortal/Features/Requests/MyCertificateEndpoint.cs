using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>The certificates of an erasure, for the person whose data it was.</summary>
public static class MyCertificateEndpoint
{
    /// <summary><c>GET /requests/ID/certificate.json</c> and its signature, <c>certificate.sig</c>; the same under <c>/consents/ID</c> after a withdrawal.</summary>
    public static void MapMyCertificate(this IEndpointRouteBuilder routes)
    {
        foreach (var cause in new[] { "requests", "consents" })
        {
            routes.MapGet($"/{cause}/{{id:guid}}/{CertificateFile.Name}", (HttpContext context, ReadMyErasure read, Guid id, string file) =>
                GiveAsync(context, read, Actor.From(context.User), id, file)).RequireAuthorization("Member");
        }
    }

    /// <summary>A file of a person's own erasure; another's is not found.</summary>
    public static async Task<IResult> GiveAsync(HttpContext context, ReadMyErasure read, Actor who, Guid id, string file) =>
        CertificateFile.Of(context, (await read.RunAsync(who, id, context.RequestAborted)).Value?.Certified, file);
}

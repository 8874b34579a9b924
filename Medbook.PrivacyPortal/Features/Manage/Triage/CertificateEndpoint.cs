using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>The certificate of an erasure, for staff.</summary>
public static class CertificateEndpoint
{
    /// <summary><c>GET /manage/requests/ID/certificate.json</c> and its signature, <c>certificate.sig</c>.</summary>
    public static void MapCertificate(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/manage/requests/{id:guid}/{file:regex(^certificate\\.(json|sig)$)}", async (HttpContext context, ReadErasure read, Guid id, string file, CancellationToken ct) =>
        {
            var plan = (await read.RunAsync(Actor.From(context.User), id, ct)).Value?.Plan;
            return CertificateFile.Of(context, file == "certificate.sig" ? plan?.Signature : plan?.Certificate, file);
        }).RequireAuthorization("Staff");
}

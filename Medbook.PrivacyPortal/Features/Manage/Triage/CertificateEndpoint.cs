using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>The certificates of an erasure, for staff.</summary>
public static class CertificateEndpoint
{
    /// <summary><c>GET /manage/erasures/CAUSE/certificate.json</c> and its signature, <c>certificate.sig</c>.</summary>
    public static void MapCertificate(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"/manage/erasures/{{cause:guid}}/{CertificateFile.Name}", async (HttpContext context, ReadErasure read, Guid cause, string file, CancellationToken ct) =>
            CertificateFile.Of(context, (await read.RunAsync(Actor.From(context.User), cause, ct)).Value?.Certified, file)).RequireAuthorization("Staff");
}

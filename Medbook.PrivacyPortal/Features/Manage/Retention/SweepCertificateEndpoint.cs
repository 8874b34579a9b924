using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Manage.Retention;

/// <summary>The certificate of a sweep, for staff.</summary>
public static class SweepCertificateEndpoint
{
    /// <summary><c>GET /manage/retention/ID/certificate.json</c> and its signature, <c>certificate.sig</c>.</summary>
    public static void MapSweepCertificate(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/manage/retention/{id:guid}/{file:regex(^certificate\\.(json|sig)$)}", async (HttpContext context, ReadSweep read, Guid id, string file, CancellationToken ct) =>
            CertificateFile.Of(context, (await read.RunAsync(Actor.From(context.User), id, ct)).Value?.Sweep, file)).RequireAuthorization("Staff");
}

using Medbook.PrivacyPortal.Features.Api;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Diagnostics;

namespace Medbook.PrivacyPortal.Shell;

/// <summary>Writes the number that the person is shown beside what happened, so that an operator finds it.</summary>
public sealed class ErrorLog(ILogger<ErrorLog> logger) : IExceptionHandler
{
    /// <inheritdoc />
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request's own path is already that of the error page.
        var happened = httpContext.Features.Get<IExceptionHandlerPathFeature>();
        var isOfSystem = new PathString(happened?.Path).StartsWithSegments(ApiRegistration.Path);
        // There a key of a person stands in it.
        var path = isOfSystem ? (happened?.Endpoint as RouteEndpoint)?.RoutePattern.RawText : happened?.Path;
        logger.LogError(exception, "Error {Number} on {Method} {Path}", ErrorNumber.Current(), httpContext.Request.Method, path);
        if (!isOfSystem) return false;
        await Results.Problem($"The portal's operator finds it under {ErrorNumber.Current()}.", statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(httpContext);
        return true;
    }
}

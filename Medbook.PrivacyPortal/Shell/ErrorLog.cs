using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Diagnostics;

namespace Medbook.PrivacyPortal.Shell;

/// <summary>Writes the number that the person is shown beside what happened, so that an operator finds it.</summary>
public sealed class ErrorLog(ILogger<ErrorLog> logger) : IExceptionHandler
{
    /// <inheritdoc />
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request's own path is already that of the error page.
        var path = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        logger.LogError(exception, "Error {Number} on {Method} {Path}", ErrorNumber.Current(), httpContext.Request.Method, path);
        return ValueTask.FromResult(false);
    }
}

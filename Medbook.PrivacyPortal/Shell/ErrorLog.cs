using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Diagnostics;

namespace Medbook.PrivacyPortal.Shell;

/// <summary>Writes the number that the person is shown beside what happened, so that an operator finds it.</summary>
public sealed class ErrorLog(ILogger<ErrorLog> logger) : IExceptionHandler
{
    /// <inheritdoc />
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        logger.LogError(exception, "Error {Number} on {Method} {Path}", ErrorNumber.Current(), httpContext.Request.Method, httpContext.Request.Path);
        return ValueTask.FromResult(false);
    }
}

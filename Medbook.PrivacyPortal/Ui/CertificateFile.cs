using System.Net.Mime;
using System.Text;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>A signed document and its signature, each as a download.</summary>
internal static class CertificateFile
{
    /// <summary>The document, byte for byte as it was signed; not found where there is none.</summary>
    /// <param name="context">The request of the browser.</param>
    /// <param name="text">The document, or its signature.</param>
    /// <param name="name">Name of the file.</param>
    public static IResult Of(HttpContext context, string? text, string name)
    {
        if (text is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        var isSignature = name.EndsWith(".sig", StringComparison.Ordinal);
        return Results.File(Encoding.UTF8.GetBytes(text), isSignature ? MediaTypeNames.Text.Plain : MediaTypeNames.Application.Json, name);
    }
}

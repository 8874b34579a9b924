using System.Net.Mime;
using System.Text;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>A document that the portal signed and its signature, each as a download.</summary>
internal static class SignedFile
{
    /// <summary>The document, byte for byte as it was signed, or its signature, as the name of the file says.</summary>
    /// <param name="context">The request of the browser.</param>
    /// <param name="document">What was signed.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="file">Name of the file: it ends with <c>.json</c> or <c>.sig</c>.</param>
    public static IResult Of(HttpContext context, byte[] document, string signature, string file)
    {
        context.Response.Headers.CacheControl = "no-store";
        return file.EndsWith(".sig", StringComparison.Ordinal)
            ? Results.File(Encoding.UTF8.GetBytes(signature), MediaTypeNames.Text.Plain, file)
            : Results.File(document, MediaTypeNames.Application.Json, file);
    }
}

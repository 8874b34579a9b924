using System.Globalization;
using System.Net.Mime;
using System.Text;
using Medbook.PrivacyPortal.Domain.Erasing;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>The certificates of an erasure and their signatures, each as a download.</summary>
internal static class CertificateFile
{
    /// <summary>What an address ends with: <c>certificate.json</c> or <c>certificate.sig</c> of the last erasure, <c>certificate-1.json</c> of the first.</summary>
    public const string Name = "{file:regex(^certificate(-[0-9]{{1,4}})?\\.(json|sig)$)}";

    /// <summary>The document, byte for byte as it was signed, or its signature; not found where there is none.</summary>
    /// <param name="context">The request of the browser.</param>
    /// <param name="certified">The plans that have a certificate, the last first.</param>
    /// <param name="file">Name of the file.</param>
    public static IResult Of(HttpContext context, IEnumerable<ErasurePlan>? certified, string file)
    {
        var plan = RoundOf(file) is { } round ? certified?.FirstOrDefault(plan => plan.Round == round) : certified?.FirstOrDefault();
        if (plan is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return file.EndsWith(".sig", StringComparison.Ordinal)
            ? Results.File(Encoding.UTF8.GetBytes(plan.Signature!), MediaTypeNames.Text.Plain, file)
            : Results.File(Encoding.UTF8.GetBytes(plan.Certificate!), MediaTypeNames.Application.Json, file);
    }

    private static int? RoundOf(string file) =>
        file.Split('-', '.') is [_, var round, _] ? int.Parse(round, CultureInfo.InvariantCulture) : null;
}

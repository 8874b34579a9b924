using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.Domain.Erasing;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>The certificates of what was destroyed and their signatures, each as a download.</summary>
internal static class CertificateFile
{
    /// <summary>What an address ends with: <c>certificate.json</c> or <c>certificate.sig</c> of the last erasure, <c>certificate-1.json</c> of the first.</summary>
    public const string Name = "{file:regex(^certificate(-[0-9]{{1,4}})?\\.(json|sig)$)}";

    /// <summary>The document of a person's erasure, or its signature; not found where there is none.</summary>
    /// <param name="context">The request of the browser.</param>
    /// <param name="certified">The plans that have a certificate, the last first.</param>
    /// <param name="file">Name of the file.</param>
    public static IResult Of(HttpContext context, IEnumerable<ErasurePlan>? certified, string file) =>
        Of(context, RoundOf(file) is { } round ? certified?.FirstOrDefault(plan => plan.Round == round) : certified?.FirstOrDefault(), file);

    /// <summary>The document, byte for byte as it was signed, or its signature; not found where there is none.</summary>
    /// <param name="context">The request of the browser.</param>
    /// <param name="plan">What was carried out.</param>
    /// <param name="file">Name of the file.</param>
    public static IResult Of(HttpContext context, DestructionPlan? plan, string file) =>
        plan is { Certificate: { } certificate, Signature: { } signature }
            ? SignedFile.Of(context, Encoding.UTF8.GetBytes(certificate), signature, file) : Results.NotFound();

    private static int? RoundOf(string file) =>
        file.Split('-', '.') is [_, var round, _] ? int.Parse(round, CultureInfo.InvariantCulture) : null;
}


namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>The words of a copy's <c>index.html</c> and <c>article-15.json</c>.</summary>
public sealed class CopyTexts;

namespace Medbook.PrivacyPortal.Features.Copies;

/// <summary>The words of the page "Copies".</summary>
public sealed class CopiesTexts;

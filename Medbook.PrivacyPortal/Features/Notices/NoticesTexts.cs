namespace Medbook.PrivacyPortal.Features.Notices;

/// <summary>Names the texts of the page that a recipient of data reads.</summary>
public sealed class NoticesTexts;

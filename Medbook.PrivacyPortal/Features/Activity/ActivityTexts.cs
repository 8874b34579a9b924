namespace Medbook.PrivacyPortal.Features.Activity;

/// <summary>Names the texts of the page about what happened to one's data.</summary>
public sealed class ActivityTexts;

namespace Medbook.PrivacyPortal.Features.Manage.Measures;

/// <summary>Names the texts of the pages about security measures.</summary>
public sealed class MeasuresTexts;

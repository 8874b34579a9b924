namespace Medbook.PrivacyPortal.Features.Manage.Retention;

/// <summary>Names the texts of the pages about retention.</summary>
public sealed class RetentionTexts;

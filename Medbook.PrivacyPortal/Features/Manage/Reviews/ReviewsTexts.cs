namespace Medbook.PrivacyPortal.Features.Manage.Reviews;

/// <summary>Names the texts of the pages where an officer reads what stands in copies.</summary>
public sealed class ReviewsTexts;

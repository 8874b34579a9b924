namespace Medbook.PrivacyPortal.Features.Manage.Breaches;

/// <summary>Names the texts of the pages about data breaches.</summary>
public sealed class BreachesTexts;

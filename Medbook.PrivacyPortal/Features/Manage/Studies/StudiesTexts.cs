namespace Medbook.PrivacyPortal.Features.Manage.Studies;

/// <summary>Names the texts of the pages about studies.</summary>
public sealed class StudiesTexts;

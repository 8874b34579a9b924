namespace Medbook.PrivacyPortal.Features.Manage.Holds;

/// <summary>Names the texts of the pages about legal holds.</summary>
public sealed class HoldsTexts;

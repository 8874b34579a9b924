namespace Medbook.PrivacyPortal.Features.Manage.Studies.Extracts;

/// <summary>Names the texts of the pages about extracts.</summary>
public sealed class ExtractsTexts;

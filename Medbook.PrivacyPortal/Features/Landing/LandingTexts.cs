namespace Medbook.PrivacyPortal.Features.Landing;

/// <summary>Names the texts of the first page and of the accessibility statement.</summary>
public sealed class LandingTexts;

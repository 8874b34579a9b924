namespace Medbook.PrivacyPortal.Features.Home;

/// <summary>Names the texts of the signed-in start page.</summary>
public sealed class HomeTexts;

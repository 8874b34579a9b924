namespace Medbook.PrivacyPortal.Features.MyData;

/// <summary>Names the texts of My data.</summary>
public sealed class MyDataTexts;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>Names the texts of what pages share.</summary>
public sealed class UiTexts;

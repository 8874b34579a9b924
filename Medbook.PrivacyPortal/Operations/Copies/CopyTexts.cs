namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>The words of a copy's read-me.</summary>
public sealed class CopyTexts;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>Names the texts that stand in an extract.</summary>
internal sealed class ExtractTexts;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>The words for stored values that are no words themselves, on pages and in copies.</summary>
public sealed class ValueTexts;

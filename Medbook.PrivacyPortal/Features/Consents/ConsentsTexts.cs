namespace Medbook.PrivacyPortal.Features.Consents;

/// <summary>Names the texts around the choices; the words of a choice itself are data, because they are what is agreed to.</summary>
public sealed class ConsentsTexts;

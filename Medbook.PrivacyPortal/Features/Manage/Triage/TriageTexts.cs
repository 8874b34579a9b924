namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>Names the texts of the queue and of a case.</summary>
public sealed class TriageTexts;

namespace Medbook.PrivacyPortal.Features.Manage.Triage.Handling;

/// <summary>Names the texts of the workspace of one case.</summary>
public sealed class HandlingTexts;

namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>Names the texts about the identity of a case.</summary>
public sealed class IdentityPanelTexts;

namespace Medbook.PrivacyPortal.Features.Manage.PolicyEditor;

/// <summary>Names the texts of the pages where the policy is written.</summary>
public sealed class PolicyEditorTexts;

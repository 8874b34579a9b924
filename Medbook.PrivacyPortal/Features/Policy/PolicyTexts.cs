namespace Medbook.PrivacyPortal.Features.Policy;

/// <summary>Names the texts of the policy page: the portal's own plain words, never sentences of the policy.</summary>
public sealed class PolicyTexts;

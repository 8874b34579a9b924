namespace Medbook.PrivacyPortal.Features.Requests.Identity;

/// <summary>Names the texts about the proof that a request comes from the person.</summary>
public sealed class IdentityTexts;

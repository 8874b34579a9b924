namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>Names the texts of the person's requests.</summary>
public sealed class RequestsTexts;

namespace Medbook.PrivacyPortal.Features.Requests.Guests;

/// <summary>Names the texts of the pages for somebody without an account.</summary>
public sealed class GuestTexts;

namespace Medbook.PrivacyPortal.Features.Account;

/// <summary>Names the texts of the pages about an account.</summary>
public sealed class AccountTexts;

namespace Medbook.PrivacyPortal.Features.Receipts;

/// <summary>Names the texts of the page that checks the proof of a choice.</summary>
public sealed class ReceiptsTexts;

namespace Medbook.PrivacyPortal.Domain.Recipients;

/// <summary>A notice that came to its end is not changed.</summary>
public sealed record NoticeEnded() : Problem("notice.ended");

/// <summary>Why a recipient is not told stands in words.</summary>
/// <remarks>GDPR 19: impossible, or disproportionate.</remarks>
public sealed record NoticeWordsMissing() : Problem("notice.words-missing");

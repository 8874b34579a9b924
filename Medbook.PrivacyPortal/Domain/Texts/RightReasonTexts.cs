namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>Names the sentences of <see cref="Register.RightReason"/>: its value is the key.</summary>
public sealed class RightReasonTexts;

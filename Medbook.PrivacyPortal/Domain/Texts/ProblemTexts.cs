namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>Names the texts of every <see cref="Problem"/>: its code is the key.</summary>
public sealed class ProblemTexts;

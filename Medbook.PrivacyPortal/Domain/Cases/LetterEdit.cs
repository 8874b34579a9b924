namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>
/// An officer's own words in the place of a paragraph of the template. They belong to that paragraph as it was: where the template
/// says something else meanwhile, because the verdict or the day changed, they do not apply.
/// </summary>
/// <param name="Part">What the paragraph is for.</param>
/// <param name="From">What the template said.</param>
/// <param name="To">What the person reads instead; empty leaves the paragraph out.</param>
public sealed record LetterEdit(LetterPart Part, string From, string To);

using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>
/// Names the glossary: the word for each value of an enumeration, <c>LegalBasis.Consent</c> as the person reads it and
/// <c>LegalBasis.Consent.official</c> as the law says it.
/// </summary>
public sealed class TermTexts;

/// <summary>The word for a value.</summary>
public static class Terms
{
    /// <summary>The word people read, with a capital.</summary>
    public static string Of<T>(this IStringLocalizer<TermTexts> texts, T value) where T : struct, Enum => texts[$"{typeof(T).Name}.{value}"];

    /// <summary>The word of the law, as it stands in a sentence.</summary>
    public static string Official<T>(this IStringLocalizer<TermTexts> texts, T value) where T : struct, Enum =>
        texts[$"{typeof(T).Name}.{value}.official"];
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>The texts of letters and mails about a case. They are written in the language of the request, whoever's page it is.</summary>
public static class CaseTexts
{
    private static readonly CultureTexts Texts = new(typeof(CaseTexts));
    private static readonly CultureTexts Terms = new(typeof(TermTexts));

    /// <summary>Why the law allows to refuse, as a sentence of a letter.</summary>
    public static string Ground(CultureInfo culture, RefusalGround ground) => Of(culture, $"ground.{ground}");

    /// <summary>What is asked, as the person chose it.</summary>
    internal static string Kind(CultureInfo culture, RequestKind kind) => Terms.In(culture, $"{nameof(RequestKind)}.{kind}");

    internal static string Of(CultureInfo culture, string key, params object[] arguments) => Texts.In(culture, key, arguments);
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>How the team names things in the queue.</summary>
internal static class CaseNames
{
    /// <summary>Tells one person's requests from another's without saying who it is: the end of the random key.</summary>
    /// <remarks>Policy 6.1: pseudonymisation, and no more than is needed to triage.</remarks>
    public static string Of(SubjectKey subject) => subject.ToString()[^6..].ToUpperInvariant();

    /// <summary>The language of a request in its own word, without the country.</summary>
    public static string Language(string culture) => PortalCultures.Of(culture).Parent.NativeName;

    /// <summary>The right by the law's name, which the team works with; with a capital, as a label.</summary>
    public static string Manager(this IStringLocalizer<TermTexts> terms, RequestKind kind)
    {
        var official = terms.Official(kind);
        return string.Concat(official[..1].ToUpper(CultureInfo.CurrentUICulture), official[1..]);
    }
}

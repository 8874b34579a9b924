using System.Globalization;
using System.Resources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Texts;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>An expected failure as the command line says it: in English.</summary>
internal static class ProblemSentence
{
    public static string Of(IServiceProvider services, Problem problem) =>
        services.GetRequiredService<IStringLocalizer<ProblemTexts>>()[problem.Code, problem.Arguments];

    /// <summary>For a verb that starts no services.</summary>
    public static string Of(Problem problem) => string.Format(CultureInfo.CurrentCulture,
        new ResourceManager(typeof(ProblemTexts)).GetString(problem.Code, CultureInfo.CurrentUICulture)!, problem.Arguments);
}

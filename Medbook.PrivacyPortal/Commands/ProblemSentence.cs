using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Texts;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>An expected failure as the command line says it: in English.</summary>
internal static class ProblemSentence
{
    public static string Of(IServiceProvider services, Problem problem) =>
        services.GetRequiredService<IStringLocalizer<ProblemTexts>>()[problem.Code, problem.Arguments];
}

using Medbook.PrivacyPortal.Domain.Cases;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>Texts that a right may have of its own: <c>step.1.Rectification</c>, else <c>step.1</c>.</summary>
internal static class PathTexts
{
    /// <summary>The text for a right.</summary>
    public static string For(this IStringLocalizer<RequestsTexts> texts, string key, RequestKind? kind) =>
        kind is not null && texts[$"{key}.{kind}"] is { ResourceNotFound: false } own ? own : texts[key];

    /// <summary>What happens after a request was sent, one sentence after the other.</summary>
    public static IEnumerable<string> Next(this IStringLocalizer<RequestsTexts> texts, RequestKind kind, RequestDetails details)
    {
        var path = kind == RequestKind.Objection && details.DirectMarketing ? "Marketing" : $"{kind}";
        for (var i = 1; texts[$"then.{path}.{i}"] is { ResourceNotFound: false } sentence; i++) yield return sentence;
    }
}

using Medbook.PrivacyPortal.Domain.Texts;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>What follows from records about how long they are kept, on pages and in copies.</summary>
public static class RetentionWords
{
    /// <summary>Sentences about the days that follow from records; none where only the rule is known.</summary>
    public static IEnumerable<string> Days(this IStringLocalizer<ValueTexts> texts, HeldEnd end)
    {
        if (!end.ForAll) yield break;
        if (end.Last is { } day) yield return texts[end.AtLeast ? "end.at-least" : "end.last", LongDate.Of(day)];
        if (end.NotBegun > 0) yield return texts.Plural("end.not-begun", end.NotBegun);
    }
}

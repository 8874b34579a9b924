using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Subjects;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.MyData;

/// <summary>How long, in a few words: a day where one follows from the records, else the rule.</summary>
internal static class PeriodWords
{
    public static string Short(this IStringLocalizer<MyDataTexts> texts, HeldActivity held)
    {
        var (clause, end) = (held.Activity.Retention[0], held.End);
        if (end is { IsOneDay: true, AtLeast: true, Last: { } earliest }) return texts["period.at-least", LongDate.Of(earliest)];
        return clause.Kind switch
        {
            RetentionKind.PeriodAfterAnchor => end is { IsOneDay: true, Last: { } day } && clause.Months is { } months
                ? texts["period.last", texts.Length(months), LongDate.Of(day)] : FirstSentence(clause),
            RetentionKind.DurationPlusAtLeast => clause.Months is { } months
                ? texts["period.duration", texts.Length(months)] : FirstSentence(clause),
            RetentionKind.UntilAsked => texts["period.until-asked"],
            RetentionKind.UntilWithdrawn => texts["period.until-withdrawn"],
            RetentionKind.CriteriaOnly => texts["period.criteria"],
            RetentionKind.WithSourceData => texts["period.with-source"],
        };
    }

    // The day of each kind of record stands with the records, where the kinds are kept by different rules.
    private static string FirstSentence(RetentionClause clause)
    {
        var text = clause.Text.ToString();
        return text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..end] : text.TrimEnd('.');
    }

    private static string Length(this IStringLocalizer<MyDataTexts> texts, int months) =>
        months % 12 == 0 && months > 12 ? texts.Plural("years", months / 12) : texts.Plural("months", months);
}

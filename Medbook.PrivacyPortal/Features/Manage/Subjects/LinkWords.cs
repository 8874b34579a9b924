using System.Globalization;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Manage.Subjects;

/// <summary>How the team reads a link: a word, a tone and a shape for each outcome.</summary>
internal static class LinkWords
{
    /// <summary>The word of an outcome; of a source that nobody has looked in where there is none.</summary>
    public static string Of(this IStringLocalizer<SubjectsTexts> texts, LinkOutcome? outcome) => texts[$"outcome.{outcome?.ToString() ?? "None"}"];

    /// <summary>A person must look where the portal found several, or one who is somebody else's.</summary>
    public static (Tone Tone, IconName Icon) LookOf(LinkOutcome? outcome) => outcome switch
    {
        LinkOutcome.Linked => (Tone.Success, IconName.Check),
        LinkOutcome.SeveralMatches or LinkOutcome.TakenByAnother => (Tone.Warning, IconName.Alert),
        LinkOutcome.Unlinked => (Tone.Neutral, IconName.Cross),
        LinkOutcome.NoMatch or null => (Tone.Neutral, IconName.Minus),
    };

    /// <summary>The page of a person.</summary>
    public static string PageOf(SubjectKey subject) => $"manage/subjects/{subject.Value}";

    /// <summary>A day, as short as the team's tables have it; the year where it is another one.</summary>
    public static string Day(DateTimeOffset at) => BrusselsTime.DateOf(at).ToString("d MMM yyyy", CultureInfo.CurrentCulture);
}

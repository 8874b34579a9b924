using System.Globalization;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Manage.Holds;

/// <summary>How the team reads what a hold holds.</summary>
internal static class HoldWords
{
    /// <summary>The records: everything, a kind of record, or one of a kind.</summary>
    public static string What(this IStringLocalizer<HoldsTexts> texts, HoldTarget target, LocalText? dataset) => target.Reach switch
    {
        HoldReach.Person => texts["what.everything"],
        HoldReach.PersonsDataset or HoldReach.Dataset => dataset!.ToString(),
        HoldReach.Record => texts["what.record", dataset!, target.Record],
    };

    /// <summary>Whose records: a person's, or everybody's.</summary>
    public static string Whose(this IStringLocalizer<HoldsTexts> texts, SubjectKey? subject) =>
        subject is { } person ? texts["person", PersonCode.Of(person)] : texts["everybody"];

    /// <summary>A day, as short as the team's tables have it.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
}

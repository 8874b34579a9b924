using System.Globalization;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>How the panel of identity names people and moments.</summary>
internal static class IdentityNames
{
    /// <summary>Key of the word for somebody of the team.</summary>
    public static string Of(string account, string me) =>
        account == me ? "by.you" : account == Actor.Portal.Id ? "by.portal" : "by.colleague";

    /// <summary>A date with its time.</summary>
    public static string Moment(DateTimeOffset at) => $"{LongDate.Of(BrusselsTime.DateOf(at))}, {Time(at)}";

    /// <summary>A length as people read it: 84 kB.</summary>
    public static string Size(long bytes) => $"{Math.Max(1, (bytes + 500) / 1000).ToString("N0", CultureInfo.CurrentCulture)}\u00a0kB";

    /// <summary>A time of the day in Brussels.</summary>
    public static string Time(DateTimeOffset at) => BrusselsTime.WallClock(at).ToString("HH:mm", CultureInfo.InvariantCulture);
}

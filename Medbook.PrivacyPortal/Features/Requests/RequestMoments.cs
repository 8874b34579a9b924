using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>Instants as a timeline and a message show them.</summary>
internal static class RequestMoments
{
    /// <summary>"23 November 2026, 08:12", in Brussels.</summary>
    public static string Of(DateTimeOffset at) => $"{LongDate.Of(BrusselsTime.DateOf(at))}, {TimeOf(at)}";

    /// <summary>"08:12", in Brussels.</summary>
    public static string TimeOf(DateTimeOffset at) => BrusselsTime.WallClock(at).ToString("HH:mm", CultureInfo.InvariantCulture);
}

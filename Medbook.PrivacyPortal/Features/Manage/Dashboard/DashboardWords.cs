using System.Globalization;
using Medbook.PrivacyPortal.Operations.Figures;

namespace Medbook.PrivacyPortal.Features.Manage.Dashboard;

/// <summary>How the dashboard writes numbers.</summary>
internal static class DashboardWords
{
    /// <summary>The part of the answers that came on time, rounded down: 99.96 of a hundred is not all. Null without answers.</summary>
    public static string? Share(OutcomeCounts some) =>
        some.OnTimeShare is { } share ? (Math.Floor(share * 1000) / 1000).ToString("P1", CultureInfo.CurrentCulture) : null;
}

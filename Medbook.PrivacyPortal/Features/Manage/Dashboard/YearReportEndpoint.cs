using System.Globalization;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Figures;

namespace Medbook.PrivacyPortal.Features.Manage.Dashboard;

/// <summary>The report of a year, for staff.</summary>
public static class YearReportEndpoint
{
    /// <summary><c>GET /manage/report-YEAR.csv</c>. Taking it is recorded.</summary>
    public static void MapYearReport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/manage/report-{year:int}.csv", async (HttpContext context, TakeYearReport take, int year, CancellationToken ct) =>
        {
            var taken = await take.RunAsync(Actor.From(context.User), year, CultureInfo.CurrentUICulture.Name, ct);
            context.Response.Headers.CacheControl = "no-store";
            return taken.Value is { } file ? Results.File(file, "text/csv; charset=utf-8", $"privacy-requests-{year}.csv") : Results.NotFound();
        }).RequireAuthorization("Staff");
}

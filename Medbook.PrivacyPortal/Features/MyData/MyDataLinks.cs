using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Subjects;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Features.MyData;

/// <summary>Where the page's links lead. All of it stands in the address, so that it works before and without a circuit.</summary>
internal static class MyDataLinks
{
    /// <summary>The anchor of an activity.</summary>
    public static string Anchor(string activity) => "activity-" + activity;

    /// <summary>The anchor of an activity's records.</summary>
    public static string RecordsAnchor(string activity) => "records-" + activity;

    /// <summary>A page of records of an activity.</summary>
    public static string Records(string activity, HeldDataset dataset, PageCursor? page = null) =>
        QueryHelpers.AddQueryString("my-data", new Dictionary<string, string?>
        {
            ["open"] = activity,
            ["source"] = dataset.Source.Name,
            ["dataset"] = dataset.Dataset.Id,
            ["page"] = page?.ToString(),
        }) + "#" + RecordsAnchor(activity);

    /// <summary>A request whose scope is filled in: an activity, all its records of one kind, or one of them.</summary>
    public static string Request(RequestKind? kind = null, string? activity = null, HeldDataset? dataset = null, string? row = null) =>
        QueryHelpers.AddQueryString("requests/new", new Dictionary<string, string?>
        {
            ["kind"] = kind?.ToString(),
            ["activity"] = activity,
            ["source"] = dataset?.Source.Name,
            ["dataset"] = dataset?.Dataset.Id,
            ["row"] = row,
        });
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Operations.Reviews;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Features.Manage.Reviews;

/// <summary>Views of the reviews as addresses: they can be kept and shared, and are read before the circuit is up.</summary>
internal static class ReviewAddress
{
    private const string Path = "manage/reviews";

    /// <summary>The queue, at a place in it.</summary>
    public static string Queue(ReviewState state, ReviewPlace? place = null)
    {
        var query = new Dictionary<string, string?>();
        if (state != ReviewState.Waiting) query["state"] = state.ToString();
        if (place is { } at)
        {
            query["due"] = AddressPart.Of(at.DueOn);
            query["id"] = at.Id.ToString();
            if (at.Backward) query["back"] = "true";
        }
        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>One review, with the texts of one verdict; those that wait where nothing is said.</summary>
    public static string One(Guid id, TextDecision? decision = null, int page = 1)
    {
        var query = new Dictionary<string, string?>();
        if (decision is { } verdict) query["texts"] = verdict.ToString();
        if (page > 1) query["page"] = page.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString($"{Path}/{id}", query);
    }

    /// <summary>The place an address names; null for the beginning.</summary>
    public static ReviewPlace? Place(string? due, Guid? id, bool back) =>
        id is { } row && AddressPart.Day(due) is { } day ? new ReviewPlace(day, row, back) : null;
}

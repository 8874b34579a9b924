using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Features.Manage.Studies;

/// <summary>Views of the studies as addresses: they can be kept and shared, and are read before the circuit is up.</summary>
internal static class StudyAddress
{
    private const string Path = "manage/studies";

    /// <summary>A list, at a place in it.</summary>
    public static string List(StudyState state, StudyPlace? place = null)
    {
        var query = new Dictionary<string, string?>();
        if (state != StudyState.Published) query["state"] = state.ToString();
        if (place is { } at)
        {
            query["id"] = at.Id.ToString();
            if (at.Backward) query["back"] = "true";
        }
        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>One study.</summary>
    public static string One(Guid id) => $"{Path}/{id}";

    /// <summary>The extracts of a study.</summary>
    public static string Extracts(Guid id) => $"{Path}/{id}/extracts";
}

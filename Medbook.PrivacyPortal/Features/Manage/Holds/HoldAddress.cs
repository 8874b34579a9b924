using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Features.Manage.Holds;

/// <summary>Views of the holds as addresses: they can be kept and shared, and are read before the circuit is up.</summary>
internal static class HoldAddress
{
    private const string Path = "manage/holds";

    /// <summary>A list, at a place in it.</summary>
    public static string List(HoldFilter filter, HoldPlace? place = null)
    {
        var query = new Dictionary<string, string?>();
        if (filter.State != HoldState.InForce) query["state"] = filter.State.ToString();
        if (filter.Subject is { } person) query["person"] = person.Value.ToString();
        if (place is { } at)
        {
            query["day"] = AddressPart.Of(at.Day);
            query["id"] = at.Id.ToString();
            if (at.Backward) query["back"] = "true";
        }
        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>One hold; just placed or not.</summary>
    public static string One(Guid id, bool placed = false) => placed ? $"{Path}/{id}?placed=true" : $"{Path}/{id}";

    /// <summary>Where a hold is placed: on a person, or on everybody's records.</summary>
    public static string New(SubjectKey? person) => person is { } key ? $"{Path}/new?person={key.Value}" : $"{Path}/new";

    /// <summary>The place an address names; null for the beginning.</summary>
    public static HoldPlace? Place(string? day, Guid? id, bool back) =>
        id is { } row && AddressPart.Day(day) is { } on ? new HoldPlace(on, row, back) : null;
}

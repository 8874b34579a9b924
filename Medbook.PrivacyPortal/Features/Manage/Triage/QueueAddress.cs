using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>A view of the queue as an address: it can be kept, shared, and read before the circuit is up.</summary>
internal static class QueueAddress
{
    private const string Path = "manage/requests";

    /// <summary>The address of a view, at a place in it.</summary>
    public static string Of(QueueFilter filter, QueuePlace? place = null)
    {
        var query = new Dictionary<string, string?>();
        if (filter.Status is { } status) query["status"] = status.ToString();
        if (filter.Kind is { } kind) query["kind"] = kind.ToString();
        if (place is { } at)
        {
            query["due"] = AddressPart.Of(at.DueOn);
            query["id"] = at.Id.ToString();
            if (at.Backward) query["back"] = "true";
        }
        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>The view an address names; what it does not know is left out.</summary>
    public static QueueFilter Filter(string? status, string? kind) => new(AddressPart.Value<RequestStatus>(status), AddressPart.Value<RequestKind>(kind));

    /// <summary>The place an address names; null for the beginning.</summary>
    public static QueuePlace? Place(string? due, Guid? id, bool back) =>
        id is { } row && AddressPart.Day(due) is { } day ? new QueuePlace(day, row, back) : null;
}

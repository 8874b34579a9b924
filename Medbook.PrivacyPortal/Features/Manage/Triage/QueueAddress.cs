using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Queue;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Features.Manage.Triage;

/// <summary>
/// A view of the queue as an address: it can be kept, shared, and read before the circuit is up. What is searched for is not in it: an
/// e-mail address has no place in an address of the web.
/// </summary>
internal static class QueueAddress
{
    private const string Path = "manage/requests", Nobody = "nobody";

    /// <summary>The address of a view, at a place in it.</summary>
    public static string Of(QueueFilter filter, QueuePlace? place = null)
    {
        var query = new Dictionary<string, string?>();
        if (filter.Status is { } status) query["status"] = status.ToString();
        if (filter.Kind is { } kind) query["kind"] = kind.ToString();
        if (filter.Due is { } window) query["when"] = window.ToString();
        if (filter.Owner is { } owner) query["owner"] = owner.Account ?? Nobody;
        if (filter.Channel is { } channel) query["from"] = channel.ToString();
        if (place is { } at)
        {
            query["due"] = AddressPart.Of(at.DueOn);
            query["id"] = at.Id.ToString();
            if (at.Backward) query["back"] = "true";
        }
        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>The view an address names; what it does not know is left out.</summary>
    public static QueueFilter Filter(string? status, string? kind, string? when = null, string? owner = null, string? from = null) =>
        new(AddressPart.Value<RequestStatus>(status), AddressPart.Value<RequestKind>(kind))
        {
            Due = AddressPart.Value<DueWindow>(when), Owner = Owner(owner), Channel = AddressPart.Value<RequestChannel>(from),
        };

    /// <summary>The view that a kept query names.</summary>
    public static QueueFilter Filter(string query)
    {
        var words = QueryHelpers.ParseQuery(query);
        return Filter(Last("status"), Last("kind"), Last("when"), Last("owner"), Last("from"));

        string? Last(string name) => words.TryGetValue(name, out var values) ? values.LastOrDefault() : null;
    }

    /// <summary>The place an address names; null for the beginning.</summary>
    public static QueuePlace? Place(string? due, Guid? id, bool back) =>
        id is { } row && AddressPart.Day(due) is { } day ? new QueuePlace(day, row, back) : null;

    /// <summary>Who has a request, as an address and a list to choose from write it.</summary>
    public static QueueOwner? Owner(string? word) => string.IsNullOrEmpty(word) ? null : new QueueOwner(word == Nobody ? null : word);
}

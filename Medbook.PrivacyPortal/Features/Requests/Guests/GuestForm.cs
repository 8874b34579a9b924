using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Requests.Guests;

/// <summary>The plain form of a request, as it was sent: whatever stands in it is shown again until it is kept.</summary>
public sealed record GuestForm
{
    /// <summary>The revision the form shows; null while nothing was kept.</summary>
    public Guid? Revision { get; init; }

    public RequestKind? Kind { get; init; }

    public IReadOnlyList<string> Activities { get; init; } = [];

    public string Words { get; init; } = "";

    public RequestDetails Details { get; init; } = RequestDetails.None;

    /// <summary>What is kept for a kind.</summary>
    public DraftContent ContentFor(RequestKind kind) => new(kind, new RequestScope { Activities = Activities }, Words) { Details = Details };

    /// <summary>The form of a draft.</summary>
    public static GuestForm Of(RightsRequest draft) => new()
    {
        Revision = draft.Revision, Kind = draft.Kind, Activities = draft.Scope.Activities, Words = draft.Words, Details = draft.Details,
    };

    /// <summary>What a browser sent. It may be anything; what the operation does not take, it says.</summary>
    public static GuestForm Read(IFormCollection form) => new()
    {
        Revision = Guid.TryParse(form["revision"], out var revision) ? revision : null,
        Kind = AddressPart.Value<RequestKind>(form["kind"]),
        Activities = [.. form["activity"].OfType<string>().Distinct()],
        Words = TextIn(form, "words"),
        Details = new RequestDetails
        {
            ErasureGround = AddressPart.Value<ErasureGround>(form["ground"]),
            RestrictionCase = AddressPart.Value<RestrictionCase>(form["case"]),
            DirectMarketing = form.ContainsKey("marketing"),
            RestrictMeanwhile = form.ContainsKey("meanwhile"),
            KnownFrom = AddressPart.Value<KnownFrom>(form["known"]),
            NameUsed = TextIn(form, "name").Trim(),
            OnBehalfOf = TextIn(form, "behalf").Trim(),
        },
    };

    // A form sends each line end as two characters; the limit, and what the browser counts, is one.
    private static string TextIn(IFormCollection form, string name) => form[name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
}

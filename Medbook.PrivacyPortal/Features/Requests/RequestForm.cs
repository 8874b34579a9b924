using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>What stands in the form of a new request.</summary>
public sealed class RequestForm
{
    public RequestKind? Kind { get; set; }

    /// <summary>Activities in the order of the register; empty together with <see cref="Rows"/> means everything.</summary>
    public HashSet<string> Activities { get; } = [];

    public List<ScopedRow> Rows { get; } = [];

    public string Words { get; set; } = "";

    public RequestScope Scope => new() { Activities = [.. Activities], Rows = [.. Rows] };

    /// <summary>What is saved; null as long as nobody said what is asked.</summary>
    public DraftContent? Content => Kind is { } kind ? new DraftContent(kind, Scope, Words) : null;

    /// <summary>Takes over a draft.</summary>
    public void Load(RightsRequest draft)
    {
        (Kind, Words) = (draft.Kind, draft.Words);
        Activities.UnionWith(draft.Scope.Activities);
        Rows.AddRange(draft.Scope.Rows);
    }

    /// <summary>Takes over what a link of another page says; whether it exists is checked when it is saved.</summary>
    public void Load(string? kind, IEnumerable<string> activities, string? source, string? dataset, IReadOnlyCollection<string> rows)
    {
        if (Enum.TryParse<RequestKind>(kind, out var known) && Enum.IsDefined(known)) Kind = known;
        if (source is not null && dataset is not null)
        {
            Rows.AddRange((rows.Count > 0 ? rows : [""]).Select(row => new ScopedRow(source, dataset, row)));
        }
        else
        {
            Activities.UnionWith(activities);
        }
    }

    /// <summary>Where somebody who comes with this goes on: the first question without an answer.</summary>
    public int FirstStep => Kind is null ? 0 : Scope.IsEverything && Words.Length == 0 ? 1 : 2;
}

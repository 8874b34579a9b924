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

    /// <summary>What it says beside its words. What belongs to another kind stays, in case somebody goes back.</summary>
    public RequestDetails Details { get; set; } = RequestDetails.None;

    public RequestScope Scope => new() { Activities = [.. Activities], Rows = [.. Rows] };

    /// <summary>What is saved; null as long as nobody said what is asked.</summary>
    public DraftContent? Content => Kind is { } kind ? new DraftContent(kind, Scope, Words) { Details = Details } : null;

    /// <summary>Takes over a draft.</summary>
    public void Load(RightsRequest draft)
    {
        (Kind, Words, Details) = (draft.Kind, draft.Words, draft.Details);
        Activities.UnionWith(draft.Scope.Activities);
        Rows.AddRange(draft.Scope.Rows);
    }

    /// <summary>Takes over what a link of another page says; whether it exists is checked when it is saved.</summary>
    public void Load(string? kind, IEnumerable<string> activities, string? source, string? dataset, IReadOnlyCollection<string> rows, Guid? about)
    {
        if (Enum.TryParse<RequestKind>(kind, out var known) && RequestKinds.Rights.Contains(known)) Kind = known;
        if (source is not null && dataset is not null)
        {
            Rows.AddRange((rows.Count > 0 ? rows : [""]).Select(row => new ScopedRow(source, dataset, row)));
        }
        else
        {
            Activities.UnionWith(activities);
        }
        Details = Details with { EarlierRequest = about };
    }

    /// <summary>Where somebody who comes with this goes on: the first question without an answer.</summary>
    public int FirstStep => Kind is null ? 0 : Scope.IsEverything && Words.Length == 0 && !SaysMore ? 1 : 2;

    /// <summary>Takes a record in, or leaves it out with what was to be corrected in it.</summary>
    public void Toggle(ScopedRow row)
    {
        if (!Rows.Remove(row)) Rows.Add(row);
        else Details = Details with { Corrections = [.. Details.Corrections.Where(one => one.Row != row)] };
    }

    /// <summary>Objects to direct marketing alone, or to other uses.</summary>
    public void ObjectToMarketing(bool alone, IReadOnlyCollection<string> marketing)
    {
        Details = Details with { DirectMarketing = alone };
        Activities.ExceptWith(marketing);
        if (!alone) return;
        Rows.Clear();
        Activities.Clear();
        Activities.UnionWith(marketing);
    }

    /// <summary>The correction of a field; null where it is not to be corrected.</summary>
    public FieldCorrection? CorrectionOf(ScopedRow row, string field) => Details.Corrections.FirstOrDefault(one => one.Row == row && one.Field == field);

    /// <summary>The name of its input, so that an error leads to it.</summary>
    public string NameOf(FieldCorrection correction) => $"correction-{Details.Corrections.ToList().IndexOf(correction)}";

    /// <summary>Begins to correct a field with what it holds, or leaves it as it is.</summary>
    public void Correct(ScopedRow row, string field, string? shown) => Details = Details with
    {
        Corrections = CorrectionOf(row, field) is { } known
            ? [.. Details.Corrections.Where(one => one != known)]
            : [.. Details.Corrections, new FieldCorrection(row, field, shown, shown ?? "")],
    };

    /// <summary>Takes down what a field should hold.</summary>
    public void Propose(FieldCorrection correction, string proposed) => Details = Details with
    {
        Corrections = [.. Details.Corrections.Select(one => one == correction ? one with { Proposed = proposed } : one)],
    };

    // Answers of the third step.
    private bool SaysMore =>
        Details.Corrections.Count > 0 || Details.Supplement.Length > 0 || Details.RestrictionCase is not null || Details.RestrictMeanwhile;
}

using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Domain.Restrictions;

/// <summary>Of what the use is limited: an activity of the register, or the records of one dataset.</summary>
/// <param name="Activity">Identifier of the activity; empty where a dataset is named.</param>
/// <param name="Source">Name of the source; empty where an activity is named.</param>
/// <param name="Dataset">Identifier of the dataset; empty where an activity is named.</param>
public sealed record RestrictionTarget(string Activity = "", string Source = "", string Dataset = "")
{
    /// <summary>Why nothing can be limited like this; null where it can.</summary>
    public Problem? Fault =>
        (Activity.Length > 0 && Source.Length == 0 && Dataset.Length == 0) || (Activity.Length == 0 && Source.Length > 0 && Dataset.Length > 0)
            ? null : new RestrictionTargetMissing();

    /// <summary>Whether a use of records is limited.</summary>
    /// <param name="source">Name of the source they lie in.</param>
    /// <param name="dataset">Identifier of their dataset.</param>
    /// <param name="uses">The activities they are to be used for; those that use any of their fields where it is none in particular.</param>
    public bool Covers(string source, string dataset, IReadOnlyCollection<string> uses) =>
        Activity.Length > 0 ? uses.Contains(Activity) : (Source, Dataset) == (source, dataset);

    /// <summary>
    /// What a request contests, and no more: its activities, the kinds of its records and of those it corrects; once it is decided in
    /// parts, only what was granted. Empty where it names nothing.
    /// </summary>
    /// <remarks>GDPR 18(1): only what is contested, or objected to, is limited.</remarks>
    public static IReadOnlyList<RestrictionTarget> ContestedBy(RightsRequest request)
    {
        var granted = request.Parts.Where(part => part.IsGranted).ToList();
        return request.Parts.Count == 0 || granted.Contains(DecisionPart.Everything)
            ? Of(request.Scope.Activities, request.Scope.Rows.Concat(request.Details.Corrections.Select(correction => correction.Row)))
            : Of(granted.Select(part => part.Activity).OfType<string>(), granted.Select(part => part.Row).OfType<ScopedRow>());
    }

    private static IReadOnlyList<RestrictionTarget> Of(IEnumerable<string> activities, IEnumerable<ScopedRow> rows) =>
    [
        .. activities.Select(activity => new RestrictionTarget(activity))
            .Concat(rows.Select(row => new RestrictionTarget(Source: row.Source, Dataset: row.Dataset)))
            .Distinct(),
    ];
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>Puts what the sources hold under the activities of the register.</summary>
internal static class HeldActivities
{
    public static HeldData Of(RegisterVersion register, IReadOnlyList<SourceHoldings> holdings)
    {
        var own = register.Activities.ToDictionary(
            activity => activity.Id,
            activity => holdings.SelectMany(h => h.Datasets).Where(d => d.Dataset.Activities.Contains(activity.Id)).ToList());
        var unread = holdings.Where(h => h.Source.State is SourceState.Unavailable or SourceState.PersonUnclear)
            .SelectMany(h => h.Source.Source.Datasets).SelectMany(d => d.Activities).ToHashSet();

        var held = new List<HeldActivity>();
        var nothing = new List<ProcessingActivity>();
        var unclear = new List<ProcessingActivity>();
        foreach (var activity in register.Activities)
        {
            var drawsOn = register.SourcesOf(activity).ToList();
            if (own[activity.Id].Count > 0 || drawsOn.Any(other => own[other.Id].Count > 0))
            {
                held.Add(Of(register, activity, own[activity.Id], [.. drawsOn.Where(other => own[other.Id].Count > 0)]));
            }
            else if (unread.Contains(activity.Id) || drawsOn.Any(other => unread.Contains(other.Id)))
            {
                unclear.Add(activity);
            }
            else
            {
                nothing.Add(activity);
            }
        }

        // The broadest first: what a person gave comes before the traces of it.
        return new HeldData(
            [.. held.OrderBy(h => h.Datasets.Count == 0).ThenBy(h => h.Activity.IsPortals).ThenByDescending(h => h.Datasets.Count)],
            nothing, unclear, [.. holdings.Select(h => h.Source)]);
    }

    private static HeldActivity Of(
        RegisterVersion register, ProcessingActivity activity, IReadOnlyList<HeldDataset> datasets, IReadOnlyList<ProcessingActivity> drawsOn)
    {
        var byBasis = datasets.GroupBy(d => BasisOf(activity, d.Dataset)).OrderBy(group => group.Key != activity.Basis)
            .Select(group => (Basis: group.Key, Labels: group.Select(d => d.Dataset.Label).ToList())).ToList();
        var bases = byBasis.Count > 0
            ? byBasis.Select(b => new HeldBasis(b.Basis, activity.TextOf(b.Basis), byBasis.Count > 1 ? b.Labels : []))
            : activity.Bases.Select(basis => new HeldBasis(basis, activity.TextOf(basis), []));
        return new HeldActivity(activity, datasets, drawsOn, [.. register.RecipientsOf(activity)], [.. bases],
            [.. Rights(activity, byBasis)], HeldEnd.Of(datasets));
    }

    private static LegalBasis BasisOf(ProcessingActivity activity, Dataset dataset) =>
        dataset.Bases.TryGetValue(activity.Id, out var basis) ? basis : activity.Basis;

    /// <summary>A right that differs between the bases is said once for each of them.</summary>
    private static IEnumerable<HeldRight> Rights(ProcessingActivity activity, List<(LegalBasis Basis, List<LocalText> Labels)> byBasis)
    {
        if (byBasis.Count < 2) return RightsByBasis.Of(activity, byBasis.Select(b => (LegalBasis?)b.Basis).FirstOrDefault()).Select(r => new HeldRight(r, []));
        return byBasis
            .SelectMany(b => RightsByBasis.Of(activity, b.Basis).Select(right => (Right: right, b.Labels)))
            .GroupBy(said => said.Right)
            .OrderBy(group => group.Key.Kind)
            .Select(group => new HeldRight(group.Key, group.Count() == byBasis.Count ? [] : [.. group.SelectMany(said => said.Labels)]));
    }
}

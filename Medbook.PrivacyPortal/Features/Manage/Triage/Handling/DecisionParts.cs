using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Features.Manage.Triage.Handling;

/// <summary>The parts an officer decides on: what the request names, or, where it names nothing, what the officer names.</summary>
public static class DecisionParts
{
    /// <summary>The parts in their order, each with its verdict as far as it is found.</summary>
    /// <param name="request">The request.</param>
    /// <param name="words">What was written.</param>
    /// <param name="situation">What is held about the person; null where nobody can say now.</param>
    public static IReadOnlyList<PartWords> Of(RightsRequest request, DecisionWords words, CaseSituation? situation)
    {
        var parts = !request.Scope.IsEverything || !words.InParts ? DecisionPart.Of(request.Scope) : Found(request, situation);
        var named = request.Scope.IsEverything && words.InParts ? words.Parts.Where(part => part.Activity is not null && !Has(parts, part)) : [];
        return
        [
            .. parts.Select(part => words.Parts.Find(known => known.Activity == part.Activity && known.Row == part.Row) ?? new PartWords(part.Activity, part.Row, false, null)),
            .. named,
        ];
    }

    /// <summary>The decision that these parts make; null while a refused part has no ground.</summary>
    public static DecisionDraft? Draft(IReadOnlyList<PartWords> parts, DecisionWords words)
    {
        if (parts.Any(part => part is { Refused: true, Ground: null })) return null;
        // Who refuses nothing grants everything, however many parts were looked at.
        if (!parts.Any(part => part.Refused)) return DecisionDraft.Grant(words.WhatWeDo) with { Edits = words.Edits };
        return new DecisionDraft(
            [.. parts.Select(part => new DecisionPart(part.Activity, part.Row, part.Refused ? Reasons(part, words) : null))],
            parts.All(part => part.Refused) ? "" : words.WhatWeDo) { Edits = words.Edits };
    }

    /// <summary>How many records a part has; null where nobody can say now.</summary>
    public static long? CountOf(PartWords part, CaseSituation? situation)
    {
        if (situation is null) return null;
        var held = situation.Held.Activities;
        if (part.Activity is { } activity) return held.FirstOrDefault(one => one.Activity.Id == activity)?.Count ?? (situation.Held.Unclear.Any(one => one.Id == activity) ? null : 0);
        // A kind of record that several activities use is counted once.
        var kinds = held.SelectMany(one => one.Datasets).DistinctBy(kind => (kind.Source.Name, kind.Dataset.Id)).ToList();
        if (part.Row is not { } row) return kinds.Sum(kind => kind.Summary?.Count ?? 0);
        return row.Key.Length > 0 ? 1 : kinds.FirstOrDefault(kind => kind.Source.Name == row.Source && kind.Dataset.Id == row.Dataset)?.Summary?.Count;
    }

    private static RefusalReasons Reasons(PartWords part, DecisionWords words) =>
        new(part.Ground!.Value, words.Reasons.GetValueOrDefault(part.Ground.Value, ""));

    // What the person wants corrected is what is decided on; otherwise every activity that holds something of them.
    private static IReadOnlyList<DecisionPart> Found(RightsRequest request, CaseSituation? situation) => request.Details.Corrections.Count > 0
        ? [.. request.Details.Corrections.Select(correction => correction.Row).Distinct().Select(row => new DecisionPart(null, row, null))]
        : [.. situation?.Held.Activities.Where(IsOfItsOwn).Select(one => new DecisionPart(one.Activity.Id, null, null)) ?? []];

    private static bool IsOfItsOwn(HeldActivity one) => one.Datasets.Count > 0;

    private static bool Has(IReadOnlyList<DecisionPart> parts, PartWords one) => parts.Any(part => part.Activity == one.Activity && part.Row == one.Row);
}

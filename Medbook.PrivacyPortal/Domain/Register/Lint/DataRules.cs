using static Medbook.PrivacyPortal.Domain.Register.Lint.LintCatalogue;

namespace Medbook.PrivacyPortal.Domain.Register.Lint;

/// <summary>Where the data map and the register, or the settings and the law, say different things.</summary>
internal static class DataRules
{
    public static IEnumerable<LintFinding> Find(LintFacts facts)
    {
        var held = facts.Data.SelectMany(data => data.Activities).ToHashSet();
        foreach (var activity in facts.Register.Activities.Where(a => a.IsActive && !a.DrawsOnOthers && !held.Contains(a.Id)))
        {
            yield return Found("activity-without-data", activity.Id, activity.PolicyArticle, activity.Title);
        }
        foreach (var data in facts.Data)
        {
            foreach (var finding in Of(data, facts)) yield return finding;
        }
        foreach (var left in facts.Data.Where(data => !data.IsCarriedOut).GroupBy(data => data.Source))
        {
            yield return Found("end-not-carried-out", left.Key, null, left.Key, string.Join(", ", left.Select(data => data.Dataset)));
        }
        if (facts.AlwaysAsksIdentity) yield return Found("identity-always", "", null);
    }

    private static IEnumerable<LintFinding> Of(MappedData data, LintFacts facts)
    {
        var register = facts.Register;
        foreach (var id in data.Activities)
        {
            if (register.Find(id) is not { } activity) yield return NotInForce(data, id, facts.Coming.FirstOrDefault(version => version.Find(id) is not null));
            else if (!activity.IsActive) yield return Found("data-of-ended-activity", data.Name, activity.PolicyArticle, data.Name, activity.Title);
        }
        foreach (var (id, basis) in data.Bases.Where(one => register.Find(one.Key) is { } activity && !activity.Bases.Contains(one.Value)))
        {
            yield return Found("basis-unknown", data.Name, null, data.Name, register.Find(id)!.Title);
        }
        var uses = data.Activities.Select(register.Find).OfType<ProcessingActivity>().ToList();
        var promised = uses.SelectMany(use => use.Retention).ToList();
        if (uses.Exists(use => use.Retention.Count == 0) || promised.Max(clause => clause.Months) is not { } longest) yield break;
        // Only where every use has an end can the longest of them be compared with what the map does.
        if (data.Months > longest && promised.TrueForAll(clause => clause.Kind == RetentionKind.PeriodAfterAnchor)) yield return Found("kept-longer", data.Name, null, data.Name, data.Months.Value, longest);
        if (data.Open is { } open && !promised.Exists(clause => Promises(clause.Kind, open))) yield return Found("kept-without-end", data.Name, null, data.Name, longest);
    }

    // Whether people are told that no date ends it. What ends when somebody asks is no promise about what does not end then.
    private static bool Promises(RetentionKind told, RetentionKind open) =>
        told != RetentionKind.PeriodAfterAnchor && (told != RetentionKind.UntilAsked || open == RetentionKind.UntilAsked);

    private static LintFinding NotInForce(MappedData data, string id, RegisterVersion? coming) => coming is null
        ? Found("data-without-activity", data.Name, null, data.Name, id)
        : Found("data-before-activity", data.Name, coming.Find(id)!.PolicyArticle, data.Name, coming.Find(id)!.Title, coming.EffectiveFrom);
}

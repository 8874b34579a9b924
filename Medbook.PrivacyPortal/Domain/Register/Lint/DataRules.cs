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
        // Only where every use has an end can the longest of them be compared with what the map does.
        var uses = data.Activities.Select(register.Find).OfType<ProcessingActivity>().ToList();
        if (uses.Count == 0 || !uses.TrueForAll(use => use.Retention.Count > 0 && use.Retention.All(clause => clause.Kind == RetentionKind.PeriodAfterAnchor))) yield break;
        var longest = uses.SelectMany(use => use.Retention).Max(clause => clause.Months ?? 0);
        if (data.Months > longest) yield return Found("kept-longer", data.Name, null, data.Name, data.Months.Value, longest);
        if (data.IsEndless) yield return Found("kept-without-end", data.Name, null, data.Name, longest);
    }

    private static LintFinding NotInForce(MappedData data, string id, RegisterVersion? coming) => coming is null
        ? Found("data-without-activity", data.Name, null, data.Name, id)
        : Found("data-before-activity", data.Name, coming.Find(id)!.PolicyArticle, data.Name, coming.Find(id)!.Title, coming.EffectiveFrom);
}

using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Research;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>The fields of a plan against the data map: what it does not open, or not so fine, cannot be put in force.</summary>
/// <remarks>Rule C4.</remarks>
public static class PlanFields
{
    /// <summary>What is wrong with each of them; empty where nothing is.</summary>
    /// <param name="sources">The sources with their map.</param>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<Problem> Lacks(SourceCatalog sources, StudyPlan plan)
    {
        foreach (var field in plan.Fields)
        {
            if (ResearchFields.Find(sources, field) is not { } open) yield return new StudyFieldClosed(field.Field);
            else if (!open.Rules.Contains(field.Rule.Kind) || !field.Rule.IsWhole) yield return new StudyRuleUnfit(open.Label.In(CultureInfo.CurrentUICulture));
        }
    }
}

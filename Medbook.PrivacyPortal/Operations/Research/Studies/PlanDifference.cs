using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>A part of a plan.</summary>
public enum PlanPart
{
    /// <summary>Its title in English.</summary>
    TitleEn,
    /// <summary>Its title in Dutch.</summary>
    TitleNl,
    /// <summary>Its title in French.</summary>
    TitleFr,
    /// <summary>Its goal in English.</summary>
    GoalEn,
    /// <summary>Its goal in Dutch.</summary>
    GoalNl,
    /// <summary>Its goal in French.</summary>
    GoalFr,
    /// <summary>Who does the research.</summary>
    Partner,
    /// <summary>Where the partner is reached.</summary>
    PartnerAddress,
    /// <summary>The approval of the ethics committee.</summary>
    Ethics,
    /// <summary>The first day.</summary>
    From,
    /// <summary>The last day.</summary>
    Until,
    /// <summary>Which data, and how coarse.</summary>
    Fields,
    /// <summary>Which of it could tell one person from another.</summary>
    QuasiIdentifiers,
    /// <summary>How many people are alike at least.</summary>
    K,
    /// <summary>How many may be left out.</summary>
    MostSuppressed,
}

/// <summary>A part of a plan that is not what it was.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Pieces">Its words, before and after.</param>
public sealed record ChangedPart(PlanPart Part, IReadOnlyList<Piece> Pieces);

/// <summary>What an officer wrote against what is in force, part by part: by it they say whether it is a rewording.</summary>
public static class PlanDifference
{
    /// <summary>The parts that differ, in the order of the form.</summary>
    /// <param name="before">What is in force.</param>
    /// <param name="after">What is written.</param>
    /// <param name="sources">The sources, whose map has the labels of the fields.</param>
    /// <param name="culture">The language of labels and dates.</param>
    public static IReadOnlyList<ChangedPart> Of(StudyPlan before, StudyPlan after, SourceCatalog sources, CultureInfo culture) =>
    [
        .. from part in Enum.GetValues<PlanPart>()
           let was = In(culture, part, before, sources)
           let now = In(culture, part, after, sources)
           where was != now
           select new ChangedPart(part, TextDifference.Of(was, now)),
    ];

    private static string In(CultureInfo culture, PlanPart part, StudyPlan plan, SourceCatalog sources) => part switch
    {
        PlanPart.TitleEn => plan.Title.En,
        PlanPart.TitleNl => plan.Title.Nl,
        PlanPart.TitleFr => plan.Title.Fr,
        PlanPart.GoalEn => plan.Goal.En,
        PlanPart.GoalNl => plan.Goal.Nl,
        PlanPart.GoalFr => plan.Goal.Fr,
        PlanPart.Partner => plan.Partner,
        PlanPart.PartnerAddress => plan.PartnerAddress,
        PlanPart.Ethics => plan.EthicsReference,
        PlanPart.From => DayIn(culture, plan.From),
        PlanPart.Until => DayIn(culture, plan.Until),
        PlanPart.Fields => StudyWords.DataIn(culture, plan.Fields, sources),
        PlanPart.QuasiIdentifiers => StudyWords.DataIn(culture, [.. plan.Fields.Where(field => field.IsQuasiIdentifier)], sources),
        PlanPart.K => plan.K.ToString(culture),
        PlanPart.MostSuppressed => plan.MostSuppressed.ToString(culture),
    };

    private static string DayIn(CultureInfo culture, DateOnly? day) => day is { } known ? LongDate.Of(known, culture) : "";
}

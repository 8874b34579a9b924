using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>Every word that a person reads about a study, made of its plan: what, which data and how coarse, who, until when, and what a no and a withdrawal do.</summary>
/// <remarks>GDPR 4(11), 7(2), 13; EDPB 05/2020; policy 3.1, 4.1, 5.1, 7.4.</remarks>
public static class StudyText
{
    /// <summary>The text of a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="sources">The sources, whose map has the labels of the fields.</param>
    /// <param name="today">The day from which on it is in force.</param>
    public static ShippedText Of(StudyVersion version, SourceCatalog sources, DateOnly today) =>
        Of(version.Plan, version.Study, version.Version, asksAgain: version.Change != StudyChange.Rewording, sources, today);

    /// <summary>The text that a plan would have.</summary>
    /// <param name="plan">The plan; it is whole.</param>
    /// <param name="study">The study.</param>
    /// <param name="number">The number of the version.</param>
    /// <param name="asksAgain">Whether earlier answers no longer count.</param>
    /// <param name="sources">The sources, whose map has the labels of the fields.</param>
    /// <param name="today">The day from which on it is in force.</param>
    public static ShippedText Of(StudyPlan plan, Guid study, int number, bool asksAgain, SourceCatalog sources, DateOnly today) => new(
        Study.PurposeOf(study), number, ChoiceKind.Consent, today, asksAgain, plan.Title, plan.Goal,
        [.. Enum.GetValues<StudyFact>().Select(fact => FactOf(fact, plan, sources))],
        new Dictionary<ConsentDecision, LocalText>
        {
            [ConsentDecision.Given] = Said("button.Given"), [ConsentDecision.Refused] = Said("button.Refused"), [ConsentDecision.Withdrawn] = Said("button.Withdrawn"),
        });

    private static ShippedFact FactOf(StudyFact fact, StudyPlan plan, SourceCatalog sources) => fact switch
    {
        StudyFact.Doing => Fact(fact, _ => [plan.EthicsReference]) with { Policy = "3.1" },
        StudyFact.Data => new ShippedFact(Said("label.Data"), InAll(culture => StudyWords.DataIn(culture, plan.Fields, sources)), Policy: "3.1"),
        StudyFact.Who => Fact(fact, _ => [plan.Partner]) with { Policy = "4.1" },
        StudyFact.Until => Fact(fact, culture => [LongDate.Of(plan.From!.Value, culture), LongDate.Of(plan.Until!.Value, culture)]) with { Policy = "5.1" },
        StudyFact.No => Fact(fact, _ => []) with { Gdpr = "7(4)" },
        StudyFact.Withdrawal => Fact(fact, _ => []) with { Policy = "7.4" },
    };

    private static ShippedFact Fact(StudyFact fact, Func<CultureInfo, object[]> arguments) =>
        new(Said($"label.{fact}"), InAll(culture => StudyWords.Texts.In(culture, $"text.{fact}", arguments(culture))));

    private static LocalText Said(string key) => InAll(culture => StudyWords.Texts.In(culture, key));

    private static LocalText InAll(Func<CultureInfo, string> say) => new(say(PortalCultures.English), say(PortalCultures.Dutch), say(PortalCultures.French));
}

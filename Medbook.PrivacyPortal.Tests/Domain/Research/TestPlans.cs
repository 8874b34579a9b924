using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Research;

/// <summary>Plans of studies for tests.</summary>
internal static class TestPlans
{
    public static StudyField Born { get; } = new("clinic", "members", "born", new FieldRule(FieldRuleKind.Years, 5), IsQuasiIdentifier: true);

    public static StudyField Postcode { get; } = new("clinic", "members", "postcode", new FieldRule(FieldRuleKind.FirstCharacters, 2), IsQuasiIdentifier: true);

    public static StudyField Role { get; } = new("clinic", "members", "role", FieldRule.AsIs, IsQuasiIdentifier: false);

    /// <summary>A plan that can be put in force.</summary>
    public static StudyPlan Whole { get; } = new()
    {
        Title = new LocalText("Night shifts", "Nachtdiensten", "Gardes de nuit"),
        Goal = new LocalText("We study how night shifts change a career.", "We onderzoeken hoe nachtdiensten een loopbaan veranderen.", "Nous étudions l’effet des gardes de nuit sur une carrière."),
        Partner = "Institute of Shift Work", PartnerAddress = "data@institute.example.org", EthicsReference = "EC 2026/14",
        From = new DateOnly(2026, 3, 1), Until = new DateOnly(2028, 2, 29),
        Fields = [Born, Role], K = 5, MostSuppressed = 20,
    };
}

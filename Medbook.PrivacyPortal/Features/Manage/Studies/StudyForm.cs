using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Research;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Manage.Studies;

/// <summary>A text in three languages, as somebody writes it.</summary>
public sealed class TextInThree(LocalText text)
{
    private readonly string[] words = [text.En, text.Nl, text.Fr];

    /// <summary>The words of a language, in the order of <see cref="PortalCultures.All"/>.</summary>
    public string this[int language]
    {
        get => words[language];
        set => words[language] = value;
    }

    /// <summary>As the plan has it.</summary>
    public LocalText Text => new(words[0].Trim(), words[1].Trim(), words[2].Trim());
}

/// <summary>A plan, as somebody writes it.</summary>
public sealed class StudyForm
{
    /// <summary>The form of a plan.</summary>
    public StudyForm(StudyPlan plan, IReadOnlyList<ResearchField> open)
    {
        (Title, Goal) = (new TextInThree(plan.Title), new TextInThree(plan.Goal));
        (Partner, PartnerAddress, Ethics) = (plan.Partner, plan.PartnerAddress, plan.EthicsReference);
        (From, Until, K, MostSuppressed) = (plan.From, plan.Until, plan.K, plan.MostSuppressed);
        Fields = [.. open.Select(field => new FieldChoice(field, plan.Fields.FirstOrDefault(chosen => Names(chosen, field))))];
        Closed = [.. plan.Fields.Where(chosen => !open.Any(field => Names(chosen, field)))];
    }

    public TextInThree Title { get; }
    public TextInThree Goal { get; }
    public string Partner { get; set; }
    public string PartnerAddress { get; set; }
    public string Ethics { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }
    public int K { get; set; }
    public int MostSuppressed { get; set; }

    /// <summary>What the data map opens, in its order.</summary>
    public IReadOnlyList<FieldChoice> Fields { get; }

    /// <summary>What the plan has and the data map no longer opens.</summary>
    public List<StudyField> Closed { get; }

    /// <summary>What was written.</summary>
    public StudyPlan Plan => new()
    {
        Title = Title.Text, Goal = Goal.Text, Partner = Partner.Trim(), PartnerAddress = PartnerAddress.Trim(), EthicsReference = Ethics.Trim(),
        From = From, Until = Until, Fields = [.. Fields.Where(choice => choice.IsChosen).Select(choice => choice.Field), .. Closed], K = K, MostSuppressed = MostSuppressed,
    };

    /// <summary>The input where something is mended.</summary>
    public static string PlaceOf(Problem lack) => lack switch
    {
        StudyTitleMissing => "title-en",
        StudyGoalMissing => "goal-en",
        StudyPartnerMissing => "partner",
        StudyPartnerAddressUnfit => "partner-address",
        StudyApprovalMissing => "ethics",
        StudyPeriodMissing => "from",
        StudyPeriodUnfit or StudyPeriodOver => "until",
        StudyTooFewAlike => "k",
        StudySuppressionUnfit => "most-suppressed",
        _ => "fields",
    };

    /// <summary>A day, as short as the team's tables have it.</summary>
    public static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.CurrentCulture) ?? "?";

    private static bool Names(StudyField chosen, ResearchField field) => (chosen.Source, chosen.Dataset, chosen.Field) == (field.Source, field.Dataset.Id, field.Path);
}

/// <summary>How the team reads studies.</summary>
internal static class StudyNames
{
    /// <summary>The title; a study that has none yet says so.</summary>
    public static string TitleOf(this IStringLocalizer<StudiesTexts> texts, StudyPlan plan) => plan.Title.ToString() is { Length: > 0 } title ? title : texts["untitled"];
}

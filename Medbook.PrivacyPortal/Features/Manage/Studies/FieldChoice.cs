using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Research;

namespace Medbook.PrivacyPortal.Features.Manage.Studies;

/// <summary>A field that the data map opens, as the form has it.</summary>
public sealed class FieldChoice
{
    private FieldRuleKind kind;

    /// <summary>The field, as the plan has it or as a plan would begin with it.</summary>
    public FieldChoice(ResearchField open, StudyField? chosen)
    {
        Open = open;
        IsChosen = chosen is not null;
        (kind, Size) = chosen is null ? (open.Rules[0], UsualOf(open.Rules[0])) : (chosen.Rule.Kind, chosen.Rule.Size);
        IsQuasiIdentifier = chosen?.IsQuasiIdentifier ?? open.Field.Research is ResearchUse.Generalised;
    }

    /// <summary>The field of the map.</summary>
    public ResearchField Open { get; }

    /// <summary>Whether the study uses it.</summary>
    public bool IsChosen { get; set; }

    /// <summary>How coarse it gets; another kind begins with its usual size.</summary>
    public FieldRuleKind Kind
    {
        get => kind;
        set => (kind, Size) = (value, UsualOf(value));
    }

    /// <summary>The size of the rule; 0 where the kind has none.</summary>
    public int Size { get; set; }

    /// <summary>Whether the kind of rule has a size.</summary>
    public bool HasSize => UsualOf(kind) > 0;

    /// <summary>Whether it could tell one person from another together with others.</summary>
    public bool IsQuasiIdentifier { get; set; }

    /// <summary>As the plan has it.</summary>
    public StudyField Field => new(Open.Source, Open.Dataset.Id, Open.Path, new FieldRule(kind, Size), IsQuasiIdentifier);

    private static int UsualOf(FieldRuleKind kind) => kind switch
    {
        FieldRuleKind.AsIs or FieldRuleKind.Month or FieldRuleKind.Year => 0,
        FieldRuleKind.Years => 5,
        FieldRuleKind.Band => 10,
        FieldRuleKind.FirstCharacters => 2,
    };
}

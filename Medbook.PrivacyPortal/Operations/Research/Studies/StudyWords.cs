using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>Names the texts of studies.</summary>
public sealed class StudyTexts;

/// <summary>How people read the data of a study. Whoever agrees and whoever writes the plan read the same words.</summary>
public static class StudyWords
{
    internal static readonly CultureTexts Texts = new(typeof(StudyTexts));

    /// <summary>All fields, by the kind of record they stand in.</summary>
    public static string DataIn(CultureInfo culture, IReadOnlyList<StudyField> fields, SourceCatalog sources) => string.Join(' ', fields
        .GroupBy(field => (field.Source, field.Dataset))
        .Select(dataset => Texts.In(culture, "data",
            DatasetIn(culture, dataset.First(), sources), string.Join(", ", dataset.Select(field => FieldIn(culture, field, sources))))));

    /// <summary>What people call the kind of record; its name in the map where that has it no longer.</summary>
    public static string DatasetIn(CultureInfo culture, StudyField field, SourceCatalog sources) =>
        sources.Find(field.Source)?.Map.Find(field.Dataset)?.Label.In(culture) ?? field.Dataset;

    /// <summary>A field, with how coarse it gets.</summary>
    public static string FieldIn(CultureInfo culture, StudyField field, SourceCatalog sources)
    {
        var label = ResearchFields.Find(sources, field)?.Label.In(culture) ?? field.Field;
        return field.Rule.Kind == FieldRuleKind.AsIs ? label : $"{label} ({RuleIn(culture, field.Rule)})";
    }

    /// <summary>How coarse a value gets.</summary>
    public static string RuleIn(CultureInfo culture, FieldRule rule) => rule switch
    {
        { Kind: FieldRuleKind.FirstCharacters, Size: 1 } => Texts.In(culture, "rule.FirstCharacter"),
        _ => Texts.In(culture, $"rule.{rule.Kind}", rule.Size),
    };
}

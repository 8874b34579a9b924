using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Research;

/// <summary>A field that a study may have.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">Its dataset.</param>
/// <param name="Field">The field.</param>
/// <param name="Path">The column; for a part the column and the path in it, joined by a dot.</param>
public sealed record ResearchField(string Source, Dataset Dataset, Field Field, string Path)
{
    /// <summary>What the person reads.</summary>
    public LocalText Label => Field.Label;

    /// <summary>The rules that make it coarse enough.</summary>
    public IReadOnlyList<FieldRuleKind> Rules =>
    [
        .. Field.Research is ResearchUse.AsIs ? [FieldRuleKind.AsIs] : (FieldRuleKind[])[],
        .. Field.Type switch
        {
            FieldType.Date or FieldType.DateTime => [FieldRuleKind.Month, FieldRuleKind.Year, FieldRuleKind.Years],
            FieldType.Integer or FieldType.Decimal => [FieldRuleKind.Band],
            FieldType.Text => [FieldRuleKind.FirstCharacters],
            _ => (FieldRuleKind[])[],
        },
    ];
}

/// <summary>The fields that the data map opens to research: whatever it does not open stays.</summary>
/// <remarks>Rule C4.</remarks>
public static class ResearchFields
{
    /// <summary>All of them, in the order of the map.</summary>
    public static IReadOnlyList<ResearchField> Of(SourceCatalog sources) =>
    [
        .. from source in sources.All
           where source.Name != Map.PortalSource
           from dataset in source.Map.Datasets
           from field in dataset.Fields
           from open in Open(source.Name, dataset, field, field.Column)
           select open,
    ];

    /// <summary>The field that a study names; null where the map does not open it.</summary>
    public static ResearchField? Find(SourceCatalog sources, StudyField named) =>
        Of(sources).FirstOrDefault(field => (field.Source, field.Dataset.Id, field.Path) == (named.Source, named.Dataset, named.Field));

    private static IEnumerable<ResearchField> Open(string source, Dataset dataset, Field field, string path) =>
        field.Parts.Count > 0 ? field.Parts.SelectMany(part => Open(source, dataset, part, $"{path}.{part.Column}"))
        : field.Research is ResearchUse.Never || field.Secret || field.Others is not Others.None ? []
        : [new ResearchField(source, dataset, field, path)];
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Research;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>One kind of record of a study, with the fields that leave.</summary>
/// <param name="Source">The source.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Fields">The fields, in the order of the study.</param>
internal sealed record ExtractPart(LiveSource Source, Dataset Dataset, IReadOnlyList<ExtractField> Fields)
{
    /// <summary>The activity of the register that an extract is used for.</summary>
    public const string Activity = "research";

    /// <summary>What is read of it, and nothing else.</summary>
    public IReadOnlyList<ReadField> Read { get; } = [.. Fields.Select(field => field.Read)];

    /// <summary>The parts of a study; null where the map does not open one of its fields, or not by that rule.</summary>
    public static IReadOnlyList<ExtractPart>? Of(SourceCatalog sources, StudyPlan plan)
    {
        var parts = new List<ExtractPart>();
        foreach (var named in plan.Fields.GroupBy(field => (field.Source, field.Dataset)))
        {
            var fields = named.Select(field => FieldOf(sources, field)).ToList();
            if (fields.Contains(null) || sources.Find(named.Key.Source) is not { } source) return null;
            parts.Add(new ExtractPart(source, source.Map.Find(named.Key.Dataset)!, fields!));
        }
        return parts.Count == 0 ? null : parts;
    }

    private static ExtractField? FieldOf(SourceCatalog sources, StudyField named) =>
        ResearchFields.Find(sources, named) is not { } open || !open.Rules.Contains(named.Rule.Kind) || !named.Rule.IsWhole ? null
        : ReadField.AllOf(open.Dataset).FirstOrDefault(read => read.Name == named.Field) is not { } field ? null
        : new ExtractField(field, named.Rule, named.IsQuasiIdentifier);
}

/// <summary>One field that leaves.</summary>
/// <param name="Read">How it is read.</param>
/// <param name="Rule">How coarse it gets.</param>
/// <param name="IsQuasiIdentifier">Whether it counts for the classes.</param>
internal sealed record ExtractField(ReadField Read, FieldRule Rule, bool IsQuasiIdentifier)
{
    /// <summary>Whether the coarse value is a number.</summary>
    public bool IsNumber => Read.Field.Type is FieldType.Integer or FieldType.Decimal;

    /// <summary>The value that leaves.</summary>
    /// <exception cref="ArgumentException">The rule is not for such a value.</exception>
    public string? Coarse(object? value) => Rule.Apply(value is Masked ? null : value);
}

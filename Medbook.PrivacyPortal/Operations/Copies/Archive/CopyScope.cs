using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>What of one dataset belongs in a copy.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Wanted">The fields that the kind of copy asks for, in the map's order.</param>
/// <param name="ToReview">Those of them whose free text may be about others: an officer reviews them first.</param>
internal sealed record CopyScope(Dataset Dataset, IReadOnlyList<ReadField> Wanted, IReadOnlyList<ReadField> ToReview)
{
    /// <summary>The fields that need no officer.</summary>
    public IReadOnlyList<ReadField> Fields { get; } = [.. Wanted.Except(ToReview)];

    /// <summary>Labels of the fields that wait for an officer, as the person reads them.</summary>
    public IReadOnlyList<LocalText> WithheldLabels => [.. ToReview.Select(read => read.Field.Label)];

    /// <summary>The datasets of a source that belong in a copy, each with its fields.</summary>
    /// <remarks>
    /// Portability: consent or contract, provided or observed (GDPR 20(1)); derived data stays out. Access: all that is not secret
    /// (GDPR 15(3)). A cache or index holds nothing that its origin does not hold.
    /// </remarks>
    public static IEnumerable<CopyScope> Of(Source source, CopyKind kind, RegisterVersion register, bool reviewed) =>
        from dataset in source.Datasets
        where dataset.CopyOf is null && dataset.Unlinked is null
        let wanted = ReadField.AllOf(dataset).Where(field => kind == CopyKind.Access || IsPortable(field.Field, dataset, register)).ToList()
        where wanted.Count > 0
        select new CopyScope(dataset, wanted, [.. wanted.Where(field => !reviewed && field.Field.Others == Others.FreeText)]);

    /// <summary>The datasets of a source that belong in the copy of an order.</summary>
    public static IReadOnlyList<CopyScope> Of(Source source, CopyOrder order) =>
        [.. Of(source, order.Kind, order.Register, order.Reviewed).Where(scope => !order.OnlyReviewed || scope.ToReview.Count > 0)];

    private static bool IsPortable(Field field, Dataset dataset, RegisterVersion register) =>
        field.Origin is Origin.Provided or Origin.Observed
        && field.Activities.Any(id => BasisOf(id, dataset, register) is LegalBasis.Consent or LegalBasis.Contract);

    private static LegalBasis? BasisOf(string activity, Dataset dataset, RegisterVersion register) =>
        dataset.Bases.TryGetValue(activity, out var exception) ? exception : register.Find(activity)?.Basis;
}

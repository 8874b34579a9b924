using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Domain.Rectifying;

/// <summary>Which of the values a request wants corrected were granted.</summary>
public static class GrantedCorrections
{
    /// <summary>The values, in the order of the request.</summary>
    /// <param name="request">A request that was decided.</param>
    /// <param name="usesOf">The activities that use a field of a kind of record.</param>
    /// <remarks>The part that says most decides: the record, before its kind, before an activity that uses the field.</remarks>
    public static IReadOnlyList<FieldCorrection> Of(RightsRequest request, Func<FieldCorrection, IReadOnlyCollection<string>> usesOf) =>
        Correction.CanFollow(request) ? [.. request.Details.Corrections.Where(one => IsGranted(request.Parts, one, usesOf))] : [];

    private static bool IsGranted(IReadOnlyList<DecisionPart> parts, FieldCorrection one, Func<FieldCorrection, IReadOnlyCollection<string>> usesOf)
    {
        if (parts.FirstOrDefault(part => part.Row == one.Row) is { } record) return record.IsGranted;
        if (parts.FirstOrDefault(part => part.Row is { Key: "" } kind && kind.Source == one.Row.Source && kind.Dataset == one.Row.Dataset) is { } all) return all.IsGranted;
        if (parts.Contains(DecisionPart.Everything)) return true;
        var uses = usesOf(one);
        return parts.Any(part => part.IsGranted && part.Activity is { } activity && uses.Contains(activity));
    }
}

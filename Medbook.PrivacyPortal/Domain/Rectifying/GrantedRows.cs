using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Domain.Rectifying;

/// <summary>To which records a statement of the person belongs.</summary>
public static class GrantedRows
{
    /// <summary>The records, and kinds of them, that a decided request names and that were not refused.</summary>
    public static IReadOnlyList<ScopedRow> Of(RightsRequest request)
    {
        var refused = request.Parts.Where(part => !part.IsGranted).Select(part => part.Row).OfType<ScopedRow>().ToHashSet();
        return [.. request.Scope.Rows.Concat(request.Details.Corrections.Select(one => one.Row)).Distinct().Where(row => !refused.Contains(row))];
    }
}

using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Restrictions;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>Data that something was done with: a use, records of one kind, one record, or one value of it.</summary>
/// <param name="Activity">Identifier of the activity whose use is limited; empty where records are named.</param>
/// <param name="Row">The record, or kind of record; null where an activity is named.</param>
/// <param name="Field">Name of the field that was corrected; empty for everything else.</param>
/// <param name="Value">What stands there now.</param>
internal sealed record TouchedData(string Activity, ScopedRow? Row, string Field = "", string Value = "")
{
    /// <summary>What the use is limited of.</summary>
    public static TouchedData Of(RestrictionTarget target) => target.Activity.Length > 0 ? new(target.Activity, null) : Kind(target.Source, target.Dataset);

    /// <summary>Records of one kind.</summary>
    public static TouchedData Kind(string source, string dataset) => new("", new ScopedRow(source, dataset, ""));
}

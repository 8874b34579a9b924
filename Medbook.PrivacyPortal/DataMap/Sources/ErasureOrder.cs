using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>The order in which the datasets of a source are erased.</summary>
public static class ErasureOrder
{
    /// <summary>
    /// The datasets on tables, in the order in which they are erased: rows that lead to the person through other rows, or point to
    /// them by a foreign key, before those; a copy before its origin. Views have no rows of their own.
    /// </summary>
    /// <remarks>A circle that cannot be broken is a finding of <c>datamap check</c>; the order is then only nearly right.</remarks>
    public static IReadOnlyList<Dataset> Of(Source source, LiveSchema schema) => ErasureGraph.Of(source, schema).Order;
}

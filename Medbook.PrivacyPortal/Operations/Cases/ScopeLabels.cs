using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>What people read for the records a request names.</summary>
public static class ScopeLabels
{
    /// <summary>The label of a record's dataset in the language of the page; null where the map no longer has it.</summary>
    public static string? LabelOf(this SourceCatalog sources, ScopedRow row) => sources.LabelOf(row, CultureInfo.CurrentUICulture);

    /// <summary>The label of a record's dataset in a language; null where the map no longer has it.</summary>
    public static string? LabelOf(this SourceCatalog sources, ScopedRow row, CultureInfo culture) =>
        sources.Find(row.Source)?.Map.Find(row.Dataset)?.Label.In(culture);
}

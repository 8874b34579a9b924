using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>How a date is stored, whether a field or a retention says so.</summary>
internal static class DateWords
{
    /// <summary>The words of a field.</summary>
    public static AnchorType Of(Field field) => new(field.Type, field.Stored, field.Format, field.Zone, field.Empty);
}

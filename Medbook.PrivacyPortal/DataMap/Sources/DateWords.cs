using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>How a date is stored, whether a field or a retention says so.</summary>
internal static class DateWords
{
    /// <summary>The words of a field.</summary>
    public static AnchorType Of(Field field) => new(field.Type, field.Stored, field.Format, field.Zone, field.Empty);

    /// <summary>The field a period begins with, whether or not the map knows it otherwise.</summary>
    public static Field FieldOf(RetentionAnchor anchor) => new()
    {
        Column = anchor.Column, Type = anchor.Type.Type, Stored = anchor.Type.Stored, Format = anchor.Type.Format, Zone = anchor.Type.Zone, Empty = anchor.Type.Empty,
        Label = new("", "", ""), Category = "", Activities = [], Origin = Origin.Observed, Erasure = Erasure.Delete,
    };

    /// <summary>How <see cref="SortableDate"/> leaves it: a declared format is rearranged to sort, year first.</summary>
    public static AnchorType Sorted(AnchorType words) => words.Stored != Storage.Format ? words
        : words with { Format = SortableDate.RearrangedFormat(words.Format!), Empty = [] };

    /// <summary>The day of a stored date, in Brussels.</summary>
    /// <exception cref="FormatException">It is no date.</exception>
    public static DateOnly? DayOf(AnchorType words, object stored) => TimeReader.Read(words, stored) switch
    {
        DateOnly alone => alone,
        DateTimeOffset time => BrusselsTime.DateOf(time),
        _ => null,
    };
}

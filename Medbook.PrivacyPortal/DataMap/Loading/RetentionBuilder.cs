using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>Reads how long rows are kept.</summary>
internal sealed class RetentionBuilder(MapFile file, PathBuilder paths)
{
    public Retention Build(RetentionDocument retention, IEnumerable<Field> mapped, string place)
    {
        if (retention.Rule != RetentionRule.Period) return new() { Rule = retention.Rule };
        var anchor = retention.From;
        var steps = paths.Joins(anchor.Path, $"{place}.from.path");
        var field = steps.Count == 0 ? mapped.FirstOrDefault(f => f.Column == anchor.Column) : null;
        var type = anchor.Type ?? field?.Type ?? FieldType.DateTime;
        if (type is not (FieldType.Date or FieldType.DateTime))
        {
            file.Fault($"{place}.from", $"'{anchor.Column}' is {Words.Of(type)}, and a period starts from a date. Name a column with a date.");
        }
        var read = new AnchorType(
            type,
            anchor.Stored ?? field?.Stored ?? Storage.Native,
            anchor.Format ?? field?.Format,
            anchor.Zone ?? field?.Zone ?? "UTC",
            anchor.Empty is null ? field?.Empty ?? [] : FieldBuilder.Invariant(anchor.Empty));
        new FieldBuilder(file).CheckStorage(read.Type, read.Stored, read.Format, read.Zone, $"{place}.from");
        return new()
        {
            Rule = RetentionRule.Period,
            Period = Period(retention.After, $"{place}.after"),
            Anchor = new(steps, anchor.Column, read),
            AtLeast = retention.AtLeast == true,
        };
    }

    private RetentionPeriod Period(string text, string place)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var number, var unit]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
        {
            switch (unit)
            {
                case "year" or "years": return new(count, 0, 0);
                case "month" or "months": return new(0, count, 0);
                case "day" or "days": return new(0, 0, count);
            }
        }
        file.Fault(place, $"'{text}' is no period. Write a number and days, months or years.");
        return default;
    }
}

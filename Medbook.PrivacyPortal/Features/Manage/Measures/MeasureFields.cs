using Medbook.PrivacyPortal.Domain.Measures;

namespace Medbook.PrivacyPortal.Features.Manage.Measures;

/// <summary>What stands in the fields about a measure.</summary>
public sealed class MeasureFields
{
    public string Title { get; set; } = "";
    public string Description { get; set; } = "";
    public string Owner { get; set; } = "";
    public int EveryMonths { get; set; } = 12;

    /// <summary>As a plan.</summary>
    public MeasurePlan Plan => new(Title, Description, Owner, EveryMonths);

    /// <summary>The fields with what is planned.</summary>
    public static MeasureFields Of(Measure measure) =>
        new() { Title = measure.Title, Description = measure.Description, Owner = measure.Owner, EveryMonths = measure.EveryMonths };
}

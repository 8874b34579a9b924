using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Features.Manage.Breaches;

/// <summary>What stands in the fields about a breach.</summary>
public sealed class BreachFields
{
    public string What { get; set; } = "";
    public string People { get; set; } = "";
    public int? PeopleCount { get; set; }
    public string Records { get; set; } = "";
    public int? RecordCount { get; set; }
    public string Consequences { get; set; } = "";
    public string Measures { get; set; } = "";

    /// <summary>As facts.</summary>
    public BreachFacts Facts => new(What, People, PeopleCount, Records, RecordCount, Consequences, Measures);

    /// <summary>The fields with what is known.</summary>
    public static BreachFields Of(BreachFacts facts) => new()
    {
        What = facts.What, People = facts.People, PeopleCount = facts.PeopleCount, Records = facts.Records, RecordCount = facts.RecordCount,
        Consequences = facts.Consequences, Measures = facts.Measures,
    };

    /// <summary>A time on the wall in Brussels, as the field of a browser holds it, to the minute.</summary>
    public static DateTime Wall(DateTimeOffset at) => BrusselsTime.WallClock(at) is var wall ? wall.AddTicks(-(wall.Ticks % TimeSpan.TicksPerMinute)) : default;
}

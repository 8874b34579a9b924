using Medbook.PrivacyPortal.Domain.Time;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Domain.Time;

/// <summary>Rule T9: instants in UTC, dates in Brussels.</summary>
public sealed class BrusselsTimeTests
{
    [Theory]
    [InlineData("2026-12-31T22:59:59Z", "2026-12-31")]
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01")]
    public void Today_is_the_day_in_Brussels(string now, string today) =>
        Assert.Equal(DateOnly.Parse(today), BrusselsTime.Today(new FakeTimeProvider(DateTimeOffset.Parse(now))));

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29T01:59:59")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T03:00:00")]
    [InlineData("2026-10-25T00:59:59Z", "2026-10-25T02:59:59")]
    [InlineData("2026-10-25T01:00:00Z", "2026-10-25T02:00:00")]
    public void The_clock_on_the_wall_jumps_in_the_nights_of_clock_change(string instant, string wall) =>
        Assert.Equal(DateTime.Parse(wall), BrusselsTime.WallClock(DateTimeOffset.Parse(instant)));

    [Fact]
    public void The_nights_of_clock_change_move_no_date()
    {
        // A night of 23 hours and one of 25 are one day each: the term ends on the same dates.
        foreach (var night in new[] { "2026-03-29", "2026-10-25" })
        {
            var day = DateOnly.Parse(night);
            foreach (var hour in Enumerable.Range(0, 24))
            {
                var term = Deadline.From(new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 30)), TimeSpan.Zero));
                Assert.Equal(Deadline.Of(term.Received), term);
                Assert.Equal(hour < 22 + (day.Month == 10 ? 1 : 0) ? day : day.AddDays(1), term.Received);
            }
        }
    }
}

using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.Tests.DataMap;

public sealed class RetentionPeriodTests
{
    [Theory]
    [InlineData(10, 0, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(0, 12, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 0, 400)]
    public void The_last_start_is_the_last_day_whose_period_has_ended(int years, int months, int days)
    {
        var period = new RetentionPeriod(years, months, days);
        // Two leap days, and every end of a month between them.
        for (var today = new DateOnly(2024, 1, 1); today < new DateOnly(2028, 4, 1); today = today.AddDays(1))
        {
            var last = period.LastStartEndedBefore(today);
            Assert.True(period.EndFrom(last) < today, $"{last} has not ended before {today}");
            Assert.True(period.EndFrom(last.AddDays(1)) >= today, $"{last.AddDays(1)} has ended before {today}");
        }
    }
}

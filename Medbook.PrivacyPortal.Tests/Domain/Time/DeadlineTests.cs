using FsCheck;
using FsCheck.Fluent;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Tests.Domain.Time;

public sealed class DeadlineTests
{
    [Theory]
    // received, 30 days, one month, due, legal limit
    [InlineData("2026-03-05", "2026-04-04", "2026-04-05", "2026-04-04", "2026-04-07")] // Easter Sunday, then Easter Monday
    [InlineData("2026-08-31", "2026-09-30", "2026-09-30", "2026-09-30", "2026-09-30")]
    [InlineData("2026-01-31", "2026-03-02", "2026-02-28", "2026-02-28", "2026-03-02")] // the month is the shorter one
    [InlineData("2028-01-31", "2028-03-01", "2028-02-29", "2028-02-29", "2028-02-29")] // leap year
    [InlineData("2028-01-29", "2028-02-28", "2028-02-29", "2028-02-28", "2028-02-29")]
    [InlineData("2026-10-29", "2026-11-28", "2026-11-29", "2026-11-28", "2026-11-30")] // Saturday, Sunday
    [InlineData("2026-10-11", "2026-11-10", "2026-11-11", "2026-11-10", "2026-11-12")] // Armistice
    [InlineData("2026-11-25", "2026-12-25", "2026-12-25", "2026-12-25", "2026-12-28")] // Christmas on a Friday
    [InlineData("2026-12-01", "2026-12-31", "2027-01-01", "2026-12-31", "2027-01-04")] // New Year's Day on a Friday
    public void A_term_is_counted_as_the_law_and_the_policy_say(string received, string thirty, string month, string due, string limit)
    {
        var deadline = Deadline.Of(DateOnly.Parse(received));

        Assert.Equal(DateOnly.Parse(received), deadline.Received);
        Assert.Equal(DateOnly.Parse(thirty), deadline.ThirtyDays);
        Assert.Equal(DateOnly.Parse(month), deadline.OneMonth);
        Assert.Equal(DateOnly.Parse(due), deadline.Due);
        Assert.Equal(DateOnly.Parse(limit), deadline.HardLimit);
    }

    [Theory]
    [InlineData("2026-10-28T23:30:00Z", "2026-10-29")] // half past midnight in Brussels, winter time
    [InlineData("2026-07-01T21:59:59Z", "2026-07-01")]
    [InlineData("2026-07-01T22:00:00Z", "2026-07-02")] // midnight in Brussels, summer time
    [InlineData("2026-10-28T18:30:00-05:00", "2026-10-29")] // the sender's own offset does not matter
    // The nights of clock change: 29 March 02:00 → 03:00 and 25 October 03:00 → 02:00.
    [InlineData("2026-03-28T22:59:59Z", "2026-03-28")]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29")]
    [InlineData("2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("2026-10-25T00:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T01:00:00Z", "2026-10-25")]
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    public void The_day_of_receipt_is_the_day_in_Brussels(string instant, string date) =>
        Assert.Equal(Deadline.Of(DateOnly.Parse(date)), Deadline.From(DateTimeOffset.Parse(instant)));

    [Fact]
    public void Days_left_run_to_zero_on_the_due_date_and_are_negative_after_it()
    {
        var deadline = Deadline.Of(new DateOnly(2026, 10, 29));

        Assert.Equal(30, deadline.DaysLeft(new DateOnly(2026, 10, 29)));
        Assert.Equal(5, deadline.DaysLeft(new DateOnly(2026, 11, 23)));
        Assert.Equal(0, deadline.DaysLeft(new DateOnly(2026, 11, 28)));
        Assert.Equal(-3, deadline.DaysLeft(new DateOnly(2026, 12, 1)));
    }

    [Fact]
    public void The_legal_term_is_breached_only_after_the_last_legal_day()
    {
        var deadline = Deadline.Of(new DateOnly(2026, 10, 29));

        Assert.False(deadline.IsBreachedOn(new DateOnly(2026, 11, 29)));
        Assert.False(deadline.IsBreachedOn(new DateOnly(2026, 11, 30)));
        Assert.True(deadline.IsBreachedOn(new DateOnly(2026, 12, 1)));
    }

    [Fact]
    public void Every_day_of_eleven_years_agrees_with_a_walk_through_the_calendar()
    {
        for (var day = new DateOnly(2024, 1, 1); day <= new DateOnly(2034, 12, 31); day = day.AddDays(1)) AgreesWithTheWalk(day);
    }

    [Fact]
    public void Any_day_of_four_centuries_agrees_with_a_walk_through_the_calendar()
    {
        var days = ArbMap.Default.ArbFor<int>().Convert(
            number => new DateOnly(1900, 1, 1).AddDays((int)((uint)number % 146_000)), date => date.DayNumber);
        Prop.ForAll(days, AgreesWithTheWalk).QuickCheckThrowOnFailure();
    }

    private static void AgreesWithTheWalk(DateOnly received)
    {
        var deadline = Deadline.Of(received);
        var (thirty, month, limit) = CalendarWalk.From(received);

        Assert.Equal((received, thirty, month, thirty < month ? thirty : month, limit),
            (deadline.Received, deadline.ThirtyDays, deadline.OneMonth, deadline.Due, deadline.HardLimit));
    }
}

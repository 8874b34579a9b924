using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Tests.Domain.Time;

public sealed class DeadlineTests
{
    [Fact]
    public void The_clock_starts_on_the_day_of_arrival_that_an_officer_enters() =>
        Assert.Equal(new DateOnly(2026, 10, 29), Deadline.Of(new DateOnly(2026, 10, 29)).Received);

    [Theory]
    [InlineData("2026-03-05", "2026-04-05")]
    [InlineData("2026-08-31", "2026-09-30")]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2028-01-31", "2028-02-29")]
    [InlineData("2027-12-31", "2028-01-31")]
    public void A_month_ends_on_the_same_numbered_day_or_on_the_months_last(string received, string month) =>
        Assert.Equal(DateOnly.Parse(month), Deadline.Of(DateOnly.Parse(received)).OneMonth);

    [Theory]
    [InlineData("2026-10-30", "2026-11-30", "2026-11-30")] // a Monday stays
    [InlineData("2026-10-28", "2026-11-28", "2026-11-30")] // Saturday
    [InlineData("2026-10-29", "2026-11-29", "2026-11-30")] // Sunday
    [InlineData("2026-04-25", "2026-05-25", "2026-05-26")] // Whit Monday
    [InlineData("2026-04-14", "2026-05-14", "2026-05-15")] // Ascension
    [InlineData("2027-11-24", "2027-12-24", "2027-12-24")] // a Friday; Christmas is the day after
    [InlineData("2027-11-25", "2027-12-25", "2027-12-27")] // Christmas on a Saturday
    public void An_end_on_a_day_off_moves_to_the_next_working_day(string received, string month, string limit)
    {
        var deadline = Deadline.Of(DateOnly.Parse(received));
        Assert.Equal((DateOnly.Parse(month), DateOnly.Parse(limit)), (deadline.OneMonth, deadline.HardLimit));
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-28")] // the month is the shorter one
    [InlineData("2026-02-15", "2026-03-15")] // 28 days; thirty end on 17 March
    [InlineData("2026-04-15", "2026-05-15")] // both end on the same day
    [InlineData("2026-10-29", "2026-11-28")] // thirty days are the shorter one; a Saturday moves nothing
    public void The_date_that_is_shown_is_the_earlier_one_and_is_not_moved(string received, string due) =>
        Assert.Equal(DateOnly.Parse(due), Deadline.Of(DateOnly.Parse(received)).Due);

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
        Assert.Equal((30, 25), (deadline.Days, deadline.DaysUsed(new DateOnly(2026, 11, 23))));
    }

    [Fact]
    public void The_legal_term_is_breached_only_after_the_last_legal_day()
    {
        var deadline = Deadline.Of(new DateOnly(2026, 10, 29));

        Assert.False(deadline.IsBreachedOn(new DateOnly(2026, 11, 29)));
        Assert.False(deadline.IsBreachedOn(new DateOnly(2026, 11, 30)));
        Assert.True(deadline.IsBreachedOn(new DateOnly(2026, 12, 1)));
    }
}

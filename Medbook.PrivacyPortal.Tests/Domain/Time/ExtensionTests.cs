using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Tests.Domain.Time;

/// <summary>Rules T5 and T7: two months more for an answer, but not for a refusal.</summary>
public sealed class ExtensionTests
{
    [Theory]
    [InlineData("2026-10-29", "2027-01-29", "2027-01-29")]
    [InlineData("2026-01-31", "2026-04-28", "2026-04-28")] // the first month ends on the 28th: three months after receipt would be the 30th
    [InlineData("2026-11-30", "2027-02-28", "2027-03-01")] // a Sunday
    [InlineData("2027-11-30", "2028-02-29", "2028-02-29")]
    [InlineData("2026-02-01", "2026-05-01", "2026-05-04")] // Labour Day on a Friday
    public void An_extension_is_two_more_months(string received, string to, string limit)
    {
        var plain = Deadline.Of(Day(received));
        var extended = plain.ExtendOn(plain.LastDayToExtend).Value!;

        Assert.Equal((Day(to), Day(limit)), (plain.ExtendedTo, plain.ExtendedHardLimit));
        Assert.Equal((Day(to), Day(limit)), (extended.AnswerBy, extended.LastLegalDay));
        Assert.Equal((plain.Due, plain.HardLimit), (plain.AnswerBy, plain.LastLegalDay));
        Assert.Equal((plain.Due, plain.HardLimit), (extended.Due, extended.HardLimit));
    }

    [Fact]
    public void Its_notice_is_sent_before_the_first_date_passes_and_is_refused_after_it()
    {
        var term = Deadline.Of(Day("2026-10-29"));

        Assert.Equal(Day("2026-11-28"), term.LastDayToExtend);
        Assert.Equal(Day("2026-11-28"), term.ExtendOn(Day("2026-11-28")).Value!.ExtendedOn);
        Assert.Equal(Day("2026-10-29"), term.ExtendOn(Day("2026-10-29")).Value!.ExtendedOn);
        Assert.Equal(new ExtensionTooLate(Day("2026-11-28")), term.ExtendOn(Day("2026-11-29")).Problem);
        Assert.Equal(new BeforeReceipt(Day("2026-10-29")), term.ExtendOn(Day("2026-10-28")).Problem);
    }

    [Fact]
    public void A_term_is_extended_once()
    {
        var extended = Deadline.Of(Day("2026-10-29")).ExtendOn(Day("2026-11-10")).Value!;
        Assert.Equal(new AlreadyExtended(Day("2026-11-10")), extended.ExtendOn(Day("2026-11-11")).Problem);
    }

    [Fact]
    public void A_pause_moves_the_last_day_for_the_notice_and_the_new_date()
    {
        var waiting = Deadline.Of(Day("2026-10-29")).PauseOn(Day("2026-11-01")).Value!;
        Assert.Equal(Day("2027-03-01"), waiting.ExtendOn(Day("2027-03-01")).Value!.ExtendedOn); // the clock stands still

        var answered = waiting.ResumeOn(Day("2026-11-05")).Value!;
        Assert.Equal(Day("2026-12-02"), answered.LastDayToExtend);
        Assert.Equal(Day("2027-02-02"), answered.ExtendOn(Day("2026-12-02")).Value!.AnswerBy);
        Assert.Equal(new ExtensionTooLate(Day("2026-12-02")), answered.ExtendOn(Day("2026-12-03")).Problem);
    }

    [Fact]
    public void Days_left_run_to_the_new_date_from_the_notice_on()
    {
        var extended = Deadline.Of(Day("2026-10-29")).ExtendOn(Day("2026-11-20")).Value!;

        Assert.Equal((9, 70), (extended.DaysLeft(Day("2026-11-19")), extended.DaysLeft(Day("2026-11-20"))));
        Assert.Equal((0, -1), (extended.DaysLeft(Day("2027-01-29")), extended.DaysLeft(Day("2027-01-30"))));
        Assert.Equal((92, 22), (extended.Days, extended.DaysUsed(Day("2026-11-20"))));
    }

    [Fact]
    public void An_extended_term_is_breached_after_its_own_last_legal_day()
    {
        var extended = Deadline.Of(Day("2026-11-30")).ExtendOn(Day("2026-12-30")).Value!;

        Assert.False(extended.IsBreachedOn(Day("2027-03-01")));
        Assert.True(extended.IsBreachedOn(Day("2027-03-02")));
    }

    [Fact]
    public void A_refusal_is_late_after_the_first_month_also_in_an_extended_term()
    {
        var term = Deadline.Of(Day("2026-10-29"));
        var extended = term.ExtendOn(Day("2026-11-20")).Value!;

        Assert.False(extended.IsRefusalLateOn(Day("2026-11-30"))); // the month ends on a Sunday
        Assert.True(extended.IsRefusalLateOn(Day("2026-12-01")));
        Assert.False(extended.IsBreachedOn(Day("2026-12-01")));
        Assert.True(term.IsRefusalLateOn(Day("2026-12-01")));
    }

    [Fact]
    public void A_pause_gives_a_refusal_more_days_too()
    {
        var waiting = Deadline.Of(Day("2026-10-29")).PauseOn(Day("2026-11-01")).Value!;
        var answered = waiting.ResumeOn(Day("2026-11-05")).Value!;

        Assert.False(waiting.IsRefusalLateOn(Day("2026-12-31")));
        Assert.False(answered.IsRefusalLateOn(Day("2026-12-03")));
        Assert.True(answered.IsRefusalLateOn(Day("2026-12-04")));
    }

    private static DateOnly Day(string date) => DateOnly.Parse(date);
}

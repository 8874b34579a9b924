using Bunit;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Ui;

/// <summary>How a date is worked out, on the 23rd of November 2026.</summary>
public sealed class DueTableTests : UiTestContext
{
    [Fact]
    public void A_plain_term_has_four_lines_and_says_why_its_last_day_moved()
    {
        var lines = Lines(Deadline.Of(new DateOnly(2026, 10, 29)));

        Assert.Equal(
        [
            "Received. This day does not count.: Thursday 29 October 2026",
            "* 30 days later: our policy promises this: Saturday 28 November 2026",
            "One month later: the law asks this: Sunday 29 November 2026",
            "Last legal day: a Sunday moves to the next working day: Monday 30 November 2026",
        ], lines);
    }

    [Fact]
    public void A_month_that_is_shorter_than_thirty_days_decides() =>
        Assert.Contains("* One month later: the law asks this: Saturday 28 February 2026", Lines(Deadline.Of(new DateOnly(2026, 1, 31))));

    [Fact]
    public void A_public_holiday_moves_the_last_day_too() =>
        Assert.Contains("Last legal day: a public holiday moves to the next working day: Thursday 12 November 2026", Lines(Deadline.Of(new DateOnly(2026, 10, 11))));

    [Fact]
    public void A_last_day_that_is_a_working_day_did_not_move() =>
        Assert.Contains("Last legal day: Wednesday 25 November 2026", Lines(Deadline.Of(new DateOnly(2026, 10, 25))));

    [Fact]
    public void A_pause_shows_both_clocks()
    {
        var term = Deadline.Of(new DateOnly(2026, 11, 2), [new Pause(new DateOnly(2026, 11, 4), new DateOnly(2026, 11, 9))]).Value!;

        Assert.Equal(
        [
            "Received. This day does not count.: Monday 2 November 2026",
            "30 days later: our policy promises this: Wednesday 2 December 2026",
            "One month later: the law asks this: Wednesday 2 December 2026",
            "The clock stood still from 4 November 2026 to 9 November 2026: 5 days",
            "* The earlier date, with these days added: Monday 7 December 2026",
            "Last legal day: Monday 7 December 2026",
        ], Lines(term));
    }

    [Fact]
    public void A_clock_that_stands_still_counts_up_to_today()
    {
        var term = Deadline.Of(new DateOnly(2026, 11, 20), [new Pause(new DateOnly(2026, 11, 22), null)]).Value!;

        Assert.Contains("The clock stands still since 22 November 2026: 1 day", Lines(term));
        Assert.Contains("* If you answer today, you get our answer by: Monday 21 December 2026", Lines(term));
    }

    [Fact]
    public void More_time_has_its_own_line_and_a_refusal_keeps_the_first_term()
    {
        var term = Deadline.Of(new DateOnly(2026, 10, 29)).ExtendOn(new DateOnly(2026, 11, 20)).Value!;

        Assert.Equal(
        [
            "* Two more months, as we told you on 20 November 2026: Friday 29 January 2027",
            "Last legal day: Friday 29 January 2027",
            "A refusal still comes by: Monday 30 November 2026",
        ], Lines(term)[3..]);
    }

    private string[] Lines(Deadline term) =>
    [
        .. Render<DueTable>(parameters => parameters.Add(table => table.Of, term)).FindAll("tr").Select(row =>
            (row.ClassName == "pickd" ? "* " : "") + row.QuerySelector("th")!.TextContent.Trim() + ": " + row.QuerySelector("td")!.TextContent.Trim()),
    ];
}

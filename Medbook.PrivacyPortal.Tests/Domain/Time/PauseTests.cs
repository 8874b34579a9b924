using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Tests.Domain.Time;

/// <summary>Rule T6: the clock stands while a question about identity waits for the person.</summary>
public sealed class PauseTests
{
    private static readonly Deadline Running = Deadline.Of(Day("2026-11-17"));

    [Fact]
    public void A_pause_adds_its_calendar_days_to_every_date_before_days_off_are_skipped()
    {
        var term = Paused("2026-01-31", ("2026-02-03", "2026-02-10"));

        Assert.Equal(7, term.PausedDays);
        Assert.Equal((Day("2026-03-09"), Day("2026-03-07"), Day("2026-03-07")), (term.ThirtyDays, term.OneMonth, term.Due));
        Assert.Equal(Day("2026-03-09"), term.HardLimit); // 7 March is a Saturday
        Assert.Equal((Day("2026-05-05"), Day("2026-05-05")), (term.ExtendedTo, term.ExtendedHardLimit));
    }

    [Fact]
    public void Both_clocks_stay_visible()
    {
        var term = Paused("2026-11-17", ("2026-11-19", "2026-11-23"));

        Assert.Equal((Day("2026-12-21"), Day("2026-12-21"), Day("2026-12-21")), (term.ThirtyDays, term.OneMonth, term.HardLimit));
        Assert.Equal(Deadline.Of(Day("2026-11-17")), term.Unpaused);
        Assert.Equal((Day("2026-12-17"), Day("2026-12-17")), (term.Unpaused.Due, term.Unpaused.HardLimit));
    }

    [Fact]
    public void Several_pauses_add_up_and_an_answer_on_the_same_day_adds_nothing()
    {
        var term = Paused("2026-11-17", ("2026-11-17", "2026-11-17"), ("2026-11-17", "2026-11-18"), ("2026-11-18", "2026-11-20"), ("2026-11-20", "2026-11-20"));

        Assert.Equal(3, term.PausedDays);
        Assert.Equal(Day("2026-12-20"), term.Due);
    }

    [Fact]
    public void Pauses_may_be_told_in_any_order()
    {
        var term = Paused("2026-11-17", ("2026-11-19", "2026-11-23"), ("2026-11-18", "2026-11-19"), ("2026-11-18", "2026-11-18"));

        Assert.Equal([Day("2026-11-18"), Day("2026-11-19"), Day("2026-11-23")], term.Pauses.Select(pause => pause.Answered!.Value));
    }

    [Fact]
    public void While_the_answer_is_awaited_the_days_left_stand_still_and_the_dates_move_with_today()
    {
        var waiting = Running.PauseOn(Day("2026-11-19")).Value!;

        Assert.Equal(Day("2026-11-19"), waiting.PausedSince);
        Assert.Equal((0, Day("2026-12-17")), (waiting.PausedDays, waiting.Due));
        Assert.Equal((30, 28, 28, 28), (Left("2026-11-17"), Left("2026-11-19"), Left("2026-11-20"), Left("2027-11-19")));
        Assert.Equal((0, 2, 2, 2), (Used("2026-11-17"), Used("2026-11-19"), Used("2026-11-20"), Used("2027-11-19")));
        Assert.Equal(Day("2026-12-21"), waiting.On(Day("2026-11-23")).Due);
        Assert.False(waiting.IsBreachedOn(Day("2027-11-19")));

        int Left(string day) => waiting.DaysLeft(Day(day));
        int Used(string day) => waiting.DaysUsed(Day(day));
    }

    [Fact]
    public void The_answer_lets_the_clock_go_on_by_itself()
    {
        var answered = Running.PauseOn(Day("2026-11-19")).Value!.ResumeOn(Day("2026-11-23")).Value!;

        Assert.Null(answered.PausedSince);
        Assert.Equal(Paused("2026-11-17", ("2026-11-19", "2026-11-23")), answered);
        Assert.Equal((28, 28, 27, 0, -1), (Left("2026-11-19"), Left("2026-11-23"), Left("2026-11-24"), Left("2026-12-21"), Left("2026-12-22")));
        Assert.Equal(answered.Days, answered.DaysUsed(Day("2026-12-01")) + answered.DaysLeft(Day("2026-12-01")));
        Assert.False(answered.IsBreachedOn(Day("2026-12-21")));
        Assert.True(answered.IsBreachedOn(Day("2026-12-22")));

        int Left(string day) => answered.DaysLeft(Day(day));
    }

    [Fact]
    public void A_term_on_a_day_knows_nothing_of_what_came_later()
    {
        var term = Paused("2026-11-17", ("2026-11-18", "2026-11-19"), ("2026-11-20", "2026-11-30"));

        Assert.Equal(Running, term.On(Day("2026-11-17")));
        Assert.Equal(Paused("2026-11-17", ("2026-11-18", "2026-11-18")), term.On(Day("2026-11-18")));
        Assert.Equal(Paused("2026-11-17", ("2026-11-18", "2026-11-19")), term.On(Day("2026-11-19")));
        Assert.Equal(Paused("2026-11-17", ("2026-11-18", "2026-11-19"), ("2026-11-20", "2026-11-25")), term.On(Day("2026-11-25")));
        Assert.Equal(term, term.On(Day("2026-11-30")));
    }

    [Fact]
    public void A_question_before_receipt_or_more_than_three_days_after_it_pauses_nothing()
    {
        Assert.Equal(new BeforeReceipt(Day("2026-11-17")), Running.PauseOn(Day("2026-11-16")).Problem);
        Assert.True(Running.PauseOn(Day("2026-11-17")).IsOk);
        Assert.True(Running.PauseOn(Day("2026-11-20")).IsOk);
        Assert.Equal(new IdentityQuestionTooLate(Day("2026-11-20")), Running.PauseOn(Day("2026-11-21")).Problem);
        Assert.Equal(Day("2026-11-20"), Running.LastDayToAsk);
    }

    [Fact]
    public void A_second_question_waits_until_the_first_is_answered()
    {
        var waiting = Running.PauseOn(Day("2026-11-17")).Value!;
        Assert.Equal(new AlreadyPaused(Day("2026-11-17")), waiting.PauseOn(Day("2026-11-18")).Problem);

        var answered = waiting.ResumeOn(Day("2026-11-19")).Value!;
        Assert.Equal(new AlreadyPaused(Day("2026-11-17")), answered.PauseOn(Day("2026-11-18")).Problem);
        Assert.True(answered.PauseOn(Day("2026-11-19")).IsOk);
    }

    [Fact]
    public void An_answer_needs_a_question_and_comes_after_it()
    {
        var waiting = Running.PauseOn(Day("2026-11-19")).Value!;

        Assert.Equal(new NotPaused(), Running.ResumeOn(Day("2026-11-19")).Problem);
        Assert.Equal(new AnswerBeforeQuestion(Day("2026-11-19")), waiting.ResumeOn(Day("2026-11-18")).Problem);
        Assert.Equal(new NotPaused(), waiting.ResumeOn(Day("2026-11-19")).Value!.ResumeOn(Day("2026-11-20")).Problem);
    }

    [Fact]
    public void Impossible_pauses_are_problems_wherever_they_come_from()
    {
        Assert.Equal(new BeforeReceipt(Day("2026-11-17")), Told("2026-11-17", ("2026-11-16", "2026-11-20")));
        Assert.Equal(new IdentityQuestionTooLate(Day("2026-11-20")), Told("2026-11-17", ("2026-11-21", "2026-11-22")));
        Assert.Equal(new AnswerBeforeQuestion(Day("2026-11-19")), Told("2026-11-17", ("2026-11-19", "2026-11-18")));
        Assert.Equal(new AlreadyPaused(Day("2026-11-17")), Told("2026-11-17", ("2026-11-17", "2026-11-19"), ("2026-11-18", "2026-11-20")));
        Assert.Equal(new AlreadyPaused(Day("2026-11-17")), Told("2026-11-17", ("2026-11-17", null), ("2026-11-18", "2026-11-20")));
        Assert.Equal(new AlreadyPaused(Day("2026-11-17")), Told("2026-11-17", ("2026-11-17", null), ("2026-11-17", null)));
        Assert.Null(Told("2026-11-17", ("2026-11-18", null), ("2026-11-17", "2026-11-18"), ("2026-11-18", "2026-11-18")));
    }

    [Theory]
    [InlineData("1582-12-31", null, false)]
    [InlineData("1583-01-01", null, true)]
    [InlineData("9990-12-31", null, true)]
    [InlineData("9991-01-01", null, false)]
    [InlineData("2026-11-17", "9990-12-31", true)]
    [InlineData("2026-11-17", "9991-01-01", false)]
    [InlineData("9999-12-31", "9999-12-31", false)]
    public void Years_beyond_the_calendar_of_holidays_are_a_problem_and_no_accident(string received, string? answered, bool counted)
    {
        var term = Deadline.Of(Day(received), answered is null ? [] : [new Pause(Day(received), Day(answered))]);

        Assert.Equal(counted ? null : new YearOutOfReach(1583, 9990), term.Problem);
        if (counted) Assert.True(term.Value!.ExtendedHardLimit > term.Value.HardLimit);
    }

    [Fact]
    public void Terms_are_equal_when_the_same_happened_on_the_same_days()
    {
        var term = Paused("2026-11-17", ("2026-11-18", "2026-11-19"));

        Assert.Equal(Paused("2026-11-17", ("2026-11-18", "2026-11-19")), term);
        Assert.Equal(Paused("2026-11-17", ("2026-11-18", "2026-11-19")).GetHashCode(), term.GetHashCode());
        Assert.NotEqual(Paused("2026-11-17", ("2026-11-18", "2026-11-20")), term);
        Assert.NotEqual(Paused("2026-11-16", ("2026-11-18", "2026-11-19")), term);
        Assert.NotEqual(term.ExtendOn(Day("2026-11-20")).Value, term);
        Assert.NotEqual(term.ExtendOn(Day("2026-11-20")).Value, term.ExtendOn(Day("2026-11-21")).Value);
        Assert.Equal(term.ExtendOn(Day("2026-11-20")).Value, term.ExtendOn(Day("2026-11-20")).Value);
        Assert.False(term.Equals(null));
    }

    private static Problem? Told(string received, params (string Asked, string? Answered)[] pauses) => Term(received, pauses).Problem;

    private static Deadline Paused(string received, params (string Asked, string? Answered)[] pauses) => Term(received, pauses).Value!;

    private static Result<Deadline> Term(string received, (string Asked, string? Answered)[] pauses) =>
        Deadline.Of(Day(received), pauses.Select(pause => new Pause(Day(pause.Asked), pause.Answered is { } answered ? Day(answered) : null)));

    private static DateOnly Day(string date) => DateOnly.Parse(date);
}

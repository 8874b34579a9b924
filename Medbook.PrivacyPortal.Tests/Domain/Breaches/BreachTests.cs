using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Breaches;

/// <summary>A breach noticed on Good Friday, 3 April 2026, at 17:00 in Brussels: a weekend and a holiday lie in its 72 hours.</summary>
public sealed class BreachTests
{
    private static readonly Actor Officer = TestActors.Officer();
    private static readonly DateTimeOffset Noticed = new(2026, 4, 3, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_clock_runs_72_hours_through_weekend_and_holiday()
    {
        var clock = new BreachClock(Noticed);

        Assert.Equal(new DateTimeOffset(2026, 4, 6, 15, 0, 0, TimeSpan.Zero), clock.Due);
        Assert.Equal((72, 71, 0, -1), (clock.HoursLeft(Noticed), clock.HoursLeft(Noticed.AddMinutes(1)), clock.HoursLeft(clock.Due), clock.HoursLeft(clock.Due.AddMinutes(1))));
        Assert.Equal((false, true), (clock.IsLateAt(clock.Due), clock.IsLateAt(clock.Due.AddTicks(1))));
    }

    [Fact]
    public void The_clock_runs_72_hours_over_the_change_to_summer_time_too()
    {
        var noticed = BrusselsTime.At(new DateTime(2026, 3, 28, 12, 0, 0, DateTimeKind.Unspecified));

        Assert.Equal(new DateTime(2026, 3, 31, 13, 0, 0, DateTimeKind.Unspecified), BrusselsTime.WallClock(new BreachClock(noticed).Due));
    }

    [Fact]
    public void A_time_that_comes_twice_is_the_earlier_one()
    {
        var at = BrusselsTime.At(new DateTime(2026, 10, 25, 2, 30, 0, DateTimeKind.Unspecified));

        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), at);
    }

    [Fact]
    public void It_is_recorded_with_what_happened_and_not_ahead_of_time()
    {
        Assert.IsType<BreachWhatMissing>(Breach.Record(Guid.NewGuid(), new BreachFacts(" "), Noticed, Officer, Noticed).Problem);
        Assert.IsType<BreachNoticedAhead>(Breach.Record(Guid.NewGuid(), new BreachFacts("A laptop."), Noticed.AddMinutes(1), Officer, Noticed).Problem);
        Assert.IsType<BreachNumberUnfit>(Breach.Record(Guid.NewGuid(), new BreachFacts("A laptop.", PeopleCount: -1), Noticed, Officer, Noticed).Problem);
        Assert.IsType<BreachWordsTooLong>(Breach.Record(Guid.NewGuid(), new BreachFacts("A laptop.", Measures: new string('m', BreachFacts.MaxWords + 1)), Noticed, Officer, Noticed).Problem);
        Assert.Equal([BreachStep.Recorded], Recorded().Entries.Select(entry => entry.Step));
    }

    [Fact]
    public void Nobody_is_told_before_the_risk_is_assessed()
    {
        var breach = Recorded();

        Assert.IsType<BreachNotAssessed>(breach.Tell(BreachAudience.Authority, Noticed, "Form", "", Officer, Noticed).Problem);
        Assert.IsType<BreachNotAssessed>(breach.Waive(BreachAudience.People, "No risk.", Officer, Noticed).Problem);
        Assert.IsType<BreachRiskMissing>(breach.Assess(null, "Why.", Officer, Noticed).Problem);
        Assert.IsType<BreachReasonsMissing>(breach.Assess(BreachRisk.Risk, " ", Officer, Noticed).Problem);
    }

    [Fact]
    public void A_notice_in_time_needs_no_reasons_and_a_late_one_does()
    {
        var (inTime, late) = (Assessed(BreachRisk.Risk), Assessed(BreachRisk.Risk));
        var after = Noticed.AddHours(73);

        Assert.True(inTime.Tell(BreachAudience.Authority, Noticed.AddHours(72), "Form 12", "", Officer, after).IsOk);
        Assert.IsType<BreachLateReasonsMissing>(late.Tell(BreachAudience.Authority, after, "Form 12", "", Officer, after).Problem);
        Assert.True(late.Tell(BreachAudience.Authority, after, "Form 12", "The form was down.", Officer, after).IsOk);

        Assert.Equal(("", "The form was down."), (inTime.Authority!.Reasons, late.Authority!.Reasons));
        Assert.All([inTime, late], breach => Assert.Null(breach.ClockEndsAt));
        Assert.IsType<BreachSettled>(late.Tell(BreachAudience.Authority, after, "Again", "", Officer, after).Problem);
    }

    [Fact]
    public void A_notice_was_given_after_the_breach_was_noticed_and_not_in_the_future()
    {
        var breach = Assessed(BreachRisk.High);

        Assert.IsType<BreachToldUnfit>(breach.Tell(BreachAudience.People, Noticed.AddMinutes(-1), "Mail", "", Officer, Noticed).Problem);
        Assert.IsType<BreachToldUnfit>(breach.Tell(BreachAudience.People, Noticed.AddMinutes(1), "Mail", "", Officer, Noticed).Problem);
        Assert.IsType<BreachHowMissing>(breach.Tell(BreachAudience.People, Noticed, " ", "", Officer, Noticed).Problem);
        // The 72 hours are the authority's.
        Assert.True(breach.Tell(BreachAudience.People, Noticed.AddDays(5), "Mail", "", Officer, Noticed.AddDays(5)).IsOk);
    }

    [Fact]
    public void Where_there_is_a_risk_the_authority_is_told()
    {
        Assert.IsType<BreachNoticeNeeded>(Assessed(BreachRisk.Risk).Waive(BreachAudience.Authority, "No.", Officer, Noticed).Problem);
        Assert.IsType<BreachReasonsMissing>(Assessed(BreachRisk.Unlikely).Waive(BreachAudience.Authority, "", Officer, Noticed).Problem);
        Assert.True(Assessed(BreachRisk.Unlikely).Waive(BreachAudience.Authority, "It was encrypted.", Officer, Noticed).IsOk);
    }

    [Fact]
    public void A_higher_risk_opens_what_was_settled_without_a_notice_and_the_clock_runs_as_before()
    {
        var breach = Assessed(BreachRisk.Unlikely);
        breach.Waive(BreachAudience.Authority, "It was encrypted.", Officer, Noticed);
        breach.Waive(BreachAudience.People, "It was encrypted.", Officer, Noticed);
        Assert.True(breach.IsSettled);

        breach.Assess(BreachRisk.High, "The key was on it.", Officer, Noticed.AddHours(60));

        Assert.Equal((null, null, breach.Clock.Due), (breach.Authority, breach.People, breach.ClockEndsAt!.Value));
        Assert.Equal([BreachStep.Recorded, BreachStep.Assessed, BreachStep.Waived, BreachStep.Waived, BreachStep.Assessed], breach.Entries.Select(entry => entry.Step));
    }

    [Fact]
    public void Each_reminder_is_due_once_and_one_stands_for_those_that_were_missed()
    {
        var breach = Recorded();
        Assert.False(breach.HasReminderAt(Noticed.AddHours(47)));
        Assert.True(breach.HasReminderAt(Noticed.AddHours(48)));
        breach.Remind(Noticed.AddHours(48));
        Assert.False(breach.HasReminderAt(Noticed.AddHours(65)));
        Assert.True(breach.HasReminderAt(Noticed.AddHours(66)));
        breach.Remind(Noticed.AddHours(66));
        Assert.False(breach.HasReminderAt(Noticed.AddHours(90)));

        var missed = Recorded();
        missed.Remind(Noticed.AddHours(67));
        Assert.False(missed.HasReminderAt(Noticed.AddHours(68)));
    }

    private static Breach Recorded() => Breach.Record(Guid.NewGuid(), new BreachFacts("A laptop was stolen."), Noticed, Officer, Noticed).Value!;

    private static Breach Assessed(BreachRisk risk)
    {
        var breach = Recorded();
        Assert.True(breach.Assess(risk, "Why.", Officer, Noticed).IsOk);
        return breach;
    }
}

using FsCheck;
using FsCheck.Fluent;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Tests.Domain.Time;

/// <summary>Every term agrees with a walk through the calendar, day by day.</summary>
public sealed class EveryTermTests
{
    private const int PausedTermsPerDay = 12;

    [Fact]
    public void Every_day_of_eleven_years_agrees_with_the_walk_plain_and_extended_and_paused()
    {
        var random = new Random(20_260_131);
        var compared = 0;
        for (var received = new DateOnly(2024, 1, 1); received <= new DateOnly(2034, 12, 31); received = received.AddDays(1))
        {
            AgreesWithTheWalk(received, []);
            for (var i = 0; i < PausedTermsPerDay; i++) AgreesWithTheWalk(received, SomePauses(received, random));
            compared++;
        }
        Assert.Equal(4018, compared);
    }

    [Fact]
    public void Any_day_of_four_centuries_agrees_with_the_walk()
    {
        var days = ArbMap.Default.ArbFor<int>().Convert(
            number => new DateOnly(1900, 1, 1).AddDays((int)((uint)number % 146_000)), date => date.DayNumber);
        Prop.ForAll(days, received => AgreesWithTheWalk(received, SomePauses(received, new Random(received.DayNumber)))).QuickCheckThrowOnFailure();
    }

    private static void AgreesWithTheWalk(DateOnly received, (DateOnly Asked, DateOnly Answered)[] pauses)
    {
        var plain = CalendarWalk.From(received);
        var paused = CalendarWalk.From(received, pauses);
        var term = Deadline.Of(received, pauses.Reverse().Select(pause => new Pause(pause.Asked, pause.Answered))).Value!;
        // Sent on the last day that is allowed; a day later is refused.
        var extended = term.ExtendOn(paused.Due).Value!;

        Assert.Equal(received, term.Received);
        Assert.Equal(plain, Dates(term.Unpaused));
        Assert.Equal(paused, Dates(term));
        Assert.Equal(paused, Dates(extended));
        Assert.Equal((paused.Due, paused.Limit), (term.AnswerBy, term.LastLegalDay));
        Assert.Equal((paused.Extended, paused.ExtendedLimit), (extended.AnswerBy, extended.LastLegalDay));
        Assert.Equal(new ExtensionTooLate(paused.Due), term.ExtendOn(paused.Due.AddDays(1)).Problem);
    }

    private static CountedTerm Dates(Deadline term) =>
        new(term.ThirtyDays, term.OneMonth, term.Due, term.HardLimit, term.ExtendedTo, term.ExtendedHardLimit);

    // One to three questions within three days; only the last answer can take long: none at all, a few days, a year.
    private static (DateOnly Asked, DateOnly Answered)[] SomePauses(DateOnly received, Random random)
    {
        var asked = Enumerable.Range(0, random.Next(1, 4)).Select(_ => received.AddDays(random.Next(0, 4))).Order().ToArray();
        return [.. asked.Select((day, i) => (day, i + 1 < asked.Length ? Between(day, asked[i + 1]) : day.AddDays(Length())))];

        DateOnly Between(DateOnly from, DateOnly to) => from.AddDays(random.Next(0, to.DayNumber - from.DayNumber + 1));
        int Length() => random.Next(4) switch { 0 => random.Next(0, 4), 1 => random.Next(0, 400), _ => random.Next(1, 32) };
    }
}

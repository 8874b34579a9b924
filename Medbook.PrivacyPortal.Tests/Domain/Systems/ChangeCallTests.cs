using System.Globalization;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Tests.Domain.Systems;

public sealed class ChangeCallTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_tried_for_seven_days_with_pauses_that_grow_to_six_hours()
    {
        var call = ChangeCall.Of(SubjectKey.New(), "crm", ChangeKind.Consents, "clinic", "members:1", Now);
        var pauses = new List<TimeSpan>();
        for (var now = Now; call.GivenUpAt is null; now = call.TryAfter)
        {
            call.Fail(now);
            pauses.Add(call.TryAfter - now);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360], pauses.Take(11).Select(pause => pause.TotalMinutes));
        Assert.InRange(call.GivenUpAt.Value - Now, TimeSpan.FromDays(7), TimeSpan.FromDays(7) + RetryPause.Longest);
        Assert.Equal(pauses.Count, call.Tries);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-01T23:00:00Z")]
    [InlineData("2026-03-29", "2026-03-28T23:00:00Z")]
    [InlineData("2026-03-30", "2026-03-29T22:00:00Z")]
    [InlineData("2026-10-25", "2026-10-24T22:00:00Z")]
    public void A_day_begins_at_midnight_in_Brussels(string day, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), BrusselsTime.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)));
}

using System.Text;
using Medbook.PrivacyPortal.Features.Requests;

namespace Medbook.PrivacyPortal.Tests.Features.Requests;

public sealed class CalendarFileTests
{
    private static readonly CalendarDay Day = new(
        "5f0c@privacy.example.org", new DateOnly(2026, 12, 31), "Medbook answers request 2026-0412 by today",
        new Uri("https://privacy.example.org/requests/5f0c"), 7, new DateTimeOffset(2026, 11, 23, 9, 5, 7, TimeSpan.FromHours(1)));

    [Fact]
    public void A_day_is_a_whole_day_that_ends_where_the_next_begins()
    {
        var lines = Unfolded(Day);

        Assert.Equal(["BEGIN:VCALENDAR", "VERSION:2.0"], lines.Take(2));
        Assert.Equal(["END:VEVENT", "END:VCALENDAR"], lines.TakeLast(2));
        Assert.Contains("DTSTART;VALUE=DATE:20261231", lines);
        Assert.Contains("DTEND;VALUE=DATE:20270101", lines);
        Assert.Contains("DTSTAMP:20261123T080507Z", lines);
        Assert.Contains("UID:5f0c@privacy.example.org", lines);
        Assert.Contains("SEQUENCE:7", lines);
        Assert.Contains("URL:https://privacy.example.org/requests/5f0c", lines);
        Assert.Contains("SUMMARY:Medbook answers request 2026-0412 by today", lines);
    }

    [Fact]
    public void What_has_a_meaning_in_a_calendar_file_is_escaped() =>
        Assert.Contains(@"SUMMARY:a\, b\; c\\d\nEND:VEVENT", Unfolded(Day with { Title = "a, b; c\\d\r\nEND:VEVENT" }));

    [Theory]
    [InlineData("é")]
    [InlineData("x")]
    [InlineData("€")]
    [InlineData("😀")]
    public void No_line_is_longer_than_75_octets_and_no_character_is_cut(string character)
    {
        for (var length = 50; length < 180; length++)
        {
            var title = string.Concat(Enumerable.Repeat(character, length));
            var file = Encoding.UTF8.GetString(CalendarFile.Of(Day with { Title = title }));

            var lines = file.Split("\r\n");
            Assert.Equal("", lines[^1]);
            Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
            Assert.DoesNotContain('\uFFFD', file);
            Assert.Contains("SUMMARY:" + title, Unfolded(Day with { Title = title }));
        }
    }

    private static string[] Unfolded(CalendarDay day)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(CalendarFile.Of(day));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        return text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}

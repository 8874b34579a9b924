using System.Globalization;
using System.Text;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>One day for a calendar.</summary>
/// <param name="Id">What stays the same when the day changes: a calendar then moves its entry.</param>
/// <param name="On">The day.</param>
/// <param name="Title">What the calendar shows.</param>
/// <param name="Page">Where to read on.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="ChangedAt">When it changed last (UTC).</param>
public sealed record CalendarDay(string Id, DateOnly On, string Title, Uri Page, int Version, DateTimeOffset ChangedAt);

/// <summary>Writes an iCalendar file with one whole day.</summary>
/// <remarks>RFC 5545: lines end with CR LF and hold at most 75 octets, texts are escaped.</remarks>
public static class CalendarFile
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "text/calendar";

    private const int LongestLine = 75;

    /// <summary>The file, as UTF-8.</summary>
    public static byte[] Of(CalendarDay day)
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Medbook//Privacy portal//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            $"UID:{day.Id}",
            $"DTSTAMP:{Instant(day.ChangedAt)}",
            $"LAST-MODIFIED:{Instant(day.ChangedAt)}",
            $"SEQUENCE:{day.Version.ToString(CultureInfo.InvariantCulture)}",
            $"DTSTART;VALUE=DATE:{Date(day.On)}",
            $"DTEND;VALUE=DATE:{Date(day.On.AddDays(1))}",
            $"SUMMARY:{Escaped(day.Title)}",
            $"URL:{day.Page.AbsoluteUri}",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => Folded(line) + "\r\n")));
    }

    private static string Date(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    // A line goes on after a line break and a blank, which counts; no character is cut in two.
    private static string Folded(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                folded.Append("\r\n ");
                octets = 1;
            }
            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        return folded.ToString();
    }
}

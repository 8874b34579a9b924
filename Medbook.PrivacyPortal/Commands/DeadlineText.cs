using System.Globalization;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>A term as the command line reads and prints it.</summary>
internal static class DeadlineText
{
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>Reads a day of receipt and pauses; a pause may stand in brackets. What is written wrongly is not repeated: it may be anything.</summary>
    /// <returns>The term, or a sentence on what is wrong.</returns>
    public static (Deadline? Term, string? Fault) Read(string[] words)
    {
        if (!TryReadDate(words[0], out var received)) return (null, $"The day of receipt is no date in the form {DateFormat}.");
        var pauses = new List<Pause>();
        foreach (var word in words.AsSpan(1))
        {
            if (ReadPause(word) is not { } pause) return (null, $"Pause {pauses.Count + 1} is not two dates in the form {DateFormat}..{DateFormat}.");
            pauses.Add(pause);
        }
        var term = Deadline.Of(received, pauses);
        return term.IsOk ? (term.Value, null) : (null, ProblemSentence.Of(term.Problem));
    }

    /// <summary>One line of JSON: the dates with the pauses in them, and the due date without.</summary>
    public static string Json(Deadline term) =>
        $$"""{"received":"{{term.Received:O}}","thirtyDays":"{{term.ThirtyDays:O}}","oneMonth":"{{term.OneMonth:O}}","due":"{{term.Due:O}}","unpausedDue":"{{term.Unpaused.Due:O}}","hardLimit":"{{term.HardLimit:O}}","extendedTo":"{{term.ExtendedTo:O}}","extendedHardLimit":"{{term.ExtendedHardLimit:O}}"}""";

    private static Pause? ReadPause(string word)
    {
        var text = word is ['[', .. var inner, ']'] ? inner : word;
        return text.Split("..") is [var from, var to] && TryReadDate(from, out var asked) && TryReadDate(to, out var answered)
            ? new Pause(asked, answered) : null;
    }

    private static bool TryReadDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}

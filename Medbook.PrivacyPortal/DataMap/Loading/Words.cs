using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>The words of the file for the values of an enumeration: lower case, joined by hyphens.</summary>
internal static class Words
{
    public static IReadOnlyList<string> Of(Type enumeration) => [.. Enum.GetNames(enumeration).Select(name => Word(enumeration, name))];

    public static string Of<T>(T value) where T : struct, Enum => Word(typeof(T), Enum.GetName(value)!);

    public static bool TryRead<T>(string word, out T value) where T : struct, Enum
    {
        var found = TryRead(typeof(T), word, out var boxed);
        value = found ? (T)boxed! : default;
        return found;
    }

    public static bool TryRead(Type enumeration, string word, out object? value)
    {
        var name = Array.Find(Enum.GetNames(enumeration), n => Word(enumeration, n) == word);
        value = name is null ? null : Enum.Parse(enumeration, name);
        return name is not null;
    }

    /// <summary>The known word that somebody probably meant; null where none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known) => known
        .Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(pair => pair.distance <= Math.Max(1, Math.Min(word.Length, pair.candidate.Length) / 3))
        .OrderBy(pair => pair.distance)
        .Select(pair => pair.candidate)
        .FirstOrDefault();

    private static string Word(Type enumeration, string name) =>
        enumeration.GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    // Levenshtein's distance, one row at a time.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}

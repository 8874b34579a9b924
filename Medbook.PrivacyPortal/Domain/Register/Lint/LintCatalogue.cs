using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register.Lint;

/// <summary>
/// A gap that the policy of 14 May 2021 is known to have. Where an official text is published, words in it tell whether it still has it.
/// </summary>
/// <param name="Entry">What it is and what mends it.</param>
/// <param name="Article">Where the words are looked for; null for the whole text.</param>
/// <param name="Missing">Words that mend it, as a pattern for each language; null where there are none.</param>
/// <param name="Present">Words that are the gap, as a pattern for each language; null where there are none.</param>
public sealed record KnownGap(LintEntry Entry, string? Article, LocalText? Missing, LocalText? Present);

/// <summary>What can be found, as it is shipped: <c>findings.json</c> for what the rules compute, <c>gaps.json</c> for what words in the text tell.</summary>
public static class LintCatalogue
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>What the rules compute, by code.</summary>
    public static IReadOnlyDictionary<string, LintEntry> Findings { get; } = Read<LintEntry>("findings.json").ToDictionary(entry => entry.Code);

    /// <summary>The known gaps of the text.</summary>
    public static IReadOnlyList<KnownGap> Gaps { get; } = Read<KnownGap>("gaps.json");

    /// <summary>A finding with the words of what it is found at.</summary>
    /// <param name="code">A code of <see cref="Findings"/>.</param>
    /// <param name="of">What it is found at; empty for the whole.</param>
    /// <param name="policy">Article of the policy, where the finding knows it better than the catalogue.</param>
    /// <param name="arguments">Fill the placeholders: texts in three languages, or names.</param>
    internal static LintFinding Found(string code, string of, string? policy, params object[] arguments) => Found(Findings[code], of, policy, arguments);

    internal static LintFinding Found(LintEntry entry, string of = "", string? policy = null, params object[] arguments) =>
        new(entry.Code, of, entry.Severity, entry.Gdpr, policy ?? entry.Policy, Fill(entry.Sentence, arguments), Fill(entry.Mend, arguments));

    private static LocalText Fill(LocalText text, object[] arguments)
    {
        return new(In(PortalCultures.All[0]), In(PortalCultures.All[1]), In(PortalCultures.All[2]));

        string In(CultureInfo culture) =>
            string.Format(culture, text.In(culture), [.. arguments.Select(argument => argument is LocalText local ? local.In(culture) : argument)]);
    }

    private static IReadOnlyList<T> Read<T>(string file)
    {
        using var stream = typeof(LintCatalogue).Assembly.GetManifestResourceStream(typeof(LintCatalogue), file)!;
        return JsonSerializer.Deserialize<IReadOnlyList<T>>(stream, Options)!;
    }
}

using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Ui;

/// <summary>What <c>tokens.css</c> says, per theme.</summary>
public static partial class Tokens
{
    private static readonly string Sheet = Repository.Read("wwwroot-assets/css/tokens.css");

    /// <summary>The light values: the first <c>:root</c>.</summary>
    public static IReadOnlyDictionary<string, string> Light { get; } = Block(":root {");

    /// <summary>The dark values where the system wishes them.</summary>
    public static IReadOnlyDictionary<string, string> DarkBySystem { get; } = Block(":root:not([data-theme=\"light\"]) {");

    /// <summary>The dark values where the person chose them.</summary>
    public static IReadOnlyDictionary<string, string> DarkByChoice { get; } = Block(":root[data-theme=\"dark\"] {");

    /// <summary>A token in the dark theme; what dark does not change is as in light.</summary>
    public static string Dark(string name) => DarkByChoice.GetValueOrDefault(name) ?? Light[name];

    private static Dictionary<string, string> Block(string selector)
    {
        var start = Sheet.IndexOf(selector, StringComparison.Ordinal) + selector.Length;
        return Declaration().Matches(Sheet[start..Sheet.IndexOf('}', start)])
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value.Trim());
    }

    [GeneratedRegex("--(?<name>[a-z0-9-]+):(?<value>[^;]+);")]
    private static partial Regex Declaration();
}

using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap;

/// <summary>The example of the README: what a stranger copies must work.</summary>
public static class ExampleMap
{
    public static string Text { get; } = Example();

    /// <summary>The example without its comments.</summary>
    public static string Json { get; } = string.Join('\n', Text.Split('\n').Select(WithoutComment));

    public static Map Load() => MapLoader.ReadText("datamap.json", Text, "sqlite") is { Map: { } map } ? map : throw new InvalidOperationException();

    private static string Example()
    {
        var readme = Repository.Read("Medbook.PrivacyPortal", "DataMap", "README.md");
        return readme.Split("```jsonc\n")[1].Split("```")[0];
    }

    private static string WithoutComment(string line) =>
        line.IndexOf("//", StringComparison.Ordinal) is var start and >= 0 ? line[..start] : line;
}

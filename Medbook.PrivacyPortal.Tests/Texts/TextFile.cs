using System.Xml.Linq;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Texts;

/// <summary>One text of one language.</summary>
public sealed record Text(string File, string Language, string Key, string Value, string? Comment)
{
    public override string ToString() => $"{File} [{Language}] {Key}: {Value}";
}

/// <summary>The texts of one folder's marker class, in the three languages.</summary>
public sealed record TextFile(string Name, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Text>> Languages)
{
    private static readonly string[] All = ["en", "nl", "fr"];

    /// <summary>Every text file of the portal.</summary>
    public static IReadOnlyList<TextFile> Files { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "Medbook.PrivacyPortal"), "*.resx", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".nl.resx", StringComparison.Ordinal) && !file.EndsWith(".fr.resx", StringComparison.Ordinal))
            .Select(file => file[..^".resx".Length])
            .Select(path => new TextFile(Path.GetFileName(path), All.ToDictionary(language => language, language => Read(path, language)))),
    ];

    /// <summary>Every text of a language, over all files.</summary>
    public static IEnumerable<Text> In(string language) => Files.SelectMany(file => file.Languages[language].Values);

    private static IReadOnlyDictionary<string, Text> Read(string path, string language)
    {
        var file = language == "en" ? $"{path}.resx" : $"{path}.{language}.resx";
        return XDocument.Load(file).Root!.Elements("data").Select(data => new Text(
                Path.GetFileName(path), language, data.Attribute("name")!.Value, data.Element("value")!.Value, data.Element("comment")?.Value))
            .ToDictionary(text => text.Key);
    }
}

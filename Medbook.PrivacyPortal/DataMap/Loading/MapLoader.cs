using System.Text;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>What came of reading a map.</summary>
/// <param name="Map">The map; null where there are faults.</param>
/// <param name="Faults">What is wrong, in the order of the file; all of one kind at once (shape first, then meaning).</param>
public sealed record MapReading(Map? Map, IReadOnlyList<MapFault> Faults);

/// <summary>
/// Reads the operator's file and adds the embedded part for the portal's own tables. No database is asked: whether the register has the
/// activities that are named is compared later, by <see cref="MapActivities.Unknown"/>.
/// </summary>
public static class MapLoader
{
    /// <summary>Reads a map from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="portalProvider">Provider of the portal's own database.</param>
    public static MapReading Read(string path, string portalProvider)
    {
        try
        {
            return Read(path, File.ReadAllBytes(path), portalProvider);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var sentence = fault is FileNotFoundException or DirectoryNotFoundException
                ? "The file is not there. Set DataMap:Path to your datamap.json (it may list no source)."
                : $"The file cannot be read: {fault.Message}";
            return new(null, [new(path, null, "", sentence)]);
        }
    }

    /// <summary>Reads a map from its text.</summary>
    /// <param name="name">How faults name the file.</param>
    /// <param name="json">The text.</param>
    /// <param name="portalProvider">Provider of the portal's own database.</param>
    public static MapReading ReadText(string name, string json, string portalProvider) =>
        Read(name, Encoding.UTF8.GetBytes(json), portalProvider);

    private static MapReading Read(string name, byte[] json, string portalProvider)
    {
        var portal = PortalPart.Read(portalProvider);
        var file = MapFile.Parse(name, json);
        if (Build(file) is not { } own) return new(null, file.Faults);

        if (own.Find(Map.PortalSource) is not null)
        {
            file.Fault($"sources.{Map.PortalSource}", "This name belongs to the portal's own tables, which are part of the portal. Choose another.");
        }
        foreach (var taken in own.Categories.Keys.Where(portal.Categories.ContainsKey))
        {
            file.Fault($"categories.{taken}", "The portal has this kind of data already. Use it as it is, or choose another name.");
        }
        if (file.Faults.Count > 0) return new(null, file.Faults);

        var map = new Map
        {
            Sources = [.. own.Sources, .. portal.Sources],
            Categories = own.Categories.Concat(portal.Categories).ToDictionary(c => c.Key, c => c.Value),
            NamedActivities = MapActivities.NamedIn(own.Sources, file),
        };
        MapRules.Check(own.Sources, map.Categories, file.Fault);
        return file.Faults.Count > 0 ? new(null, file.Faults) : new(map, []);
    }

    /// <summary>The model of a file; null where its shape is wrong.</summary>
    internal static Map? Build(MapFile file)
    {
        if (file.Root is not { } root || file.Faults.Count > 0) return null;
        var document = new DocumentBinder(file).Bind<MapDocument>(root);
        if (document is null || file.Faults.Count > 0) return null;
        return new MapBuilder(file).Build(document);
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture;

/// <summary>Which folder may use which: the table of the design, and nothing else.</summary>
public static class FolderRules
{
    // From the outside in. What stands in a row may use its own folder and those named.
    private static readonly Dictionary<string, string[]> Table = new()
    {
        [""] = ["Shell", "Features", "Commands", "Jobs", "Operations", "Ui", "DataMap", "Persistence", "Infrastructure", "Domain"],
        ["Shell"] = ["Features", "Commands", "Jobs", "Operations", "Ui", "DataMap", "Persistence", "Infrastructure", "Domain"],
        ["Features"] = ["Operations", "Ui", "DataMap", "Persistence", "Infrastructure", "Domain"],
        ["Commands"] = ["Operations", "Ui", "DataMap", "Persistence", "Infrastructure", "Domain"],
        ["Jobs"] = ["Operations", "Ui", "DataMap", "Persistence", "Infrastructure", "Domain"],
        ["Operations"] = ["DataMap", "Persistence", "Infrastructure", "Domain"],
        ["Ui"] = ["Domain"],
        ["DataMap"] = ["Persistence", "Infrastructure", "Domain"],
        ["Persistence"] = ["Infrastructure", "Domain"],
        ["Infrastructure"] = [],
        ["Domain"] = [],
    };

    /// <summary>References the table does not allow, and folders it does not know.</summary>
    public static IEnumerable<string> Violations(CompiledCode code)
    {
        var unknown = code.Types.Where(type => !Table.ContainsKey(Top(type.Folder)))
            .Select(type => $"{type.Definition.FullName} lies in a folder the table does not know");
        return unknown.Concat(code.References.Where(reference => !IsAllowed(reference)).Select(reference => $"{reference}"));
    }

    /// <summary>Folders that need each other, however far the way round.</summary>
    public static IEnumerable<string> Circles(CompiledCode code)
    {
        // The class that registers a folder's parts names the folders below it; that is its task.
        var edges = code.References
            .Where(reference => reference.FromFolder != reference.ToFolder)
            .Where(reference => !(reference.From.EndsWith("Registration", StringComparison.Ordinal)
                && reference.ToFolder.StartsWith(reference.FromFolder + "/", StringComparison.Ordinal)))
            .ToLookup(reference => reference.FromFolder);
        foreach (var folder in edges.Select(group => group.Key))
        {
            if (Way(edges, folder, folder) is { } way) yield return string.Join(", ", way);
        }
    }

    private static bool IsAllowed(Reference reference)
    {
        var (from, to) = (Top(reference.FromFolder), Top(reference.ToFolder));
        if (from == "Features" && to == "Features") return Feature(reference.FromFolder) == Feature(reference.ToFolder);
        return from == to || (Table.TryGetValue(from, out var allowed) && allowed.Contains(to));
    }

    private static string Top(string folder) => folder.Split('/')[0];

    // Features/Requests/Parts belongs to Features/Requests; below Manage each folder is a feature.
    private static string Feature(string folder) =>
        string.Join('/', folder.Split('/').Take(folder.StartsWith("Features/Manage/", StringComparison.Ordinal) ? 3 : 2));

    private static List<Reference>? Way(ILookup<string, Reference> edges, string from, string to)
    {
        var came = new Dictionary<string, Reference>();
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var edge in edges[folder].Where(edge => came.TryAdd(edge.ToFolder, edge)))
            {
                if (edge.ToFolder == to) return Back(came, edge, from);
                open.Enqueue(edge.ToFolder);
            }
        }
        return null;
    }

    private static List<Reference> Back(Dictionary<string, Reference> came, Reference last, string from)
    {
        var way = new List<Reference> { last };
        while (way[0].FromFolder != from) way.Insert(0, came[way[0].FromFolder]);
        return way;
    }
}

using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>Paths end at an identity, with a column for each part of its key, and none runs in a circle.</summary>
internal static class PathRules
{
    public static void Check(Source source, string place, Action<string, string> fault)
    {
        foreach (var dataset in source.Datasets)
        {
            foreach (var role in dataset.People)
            {
                var at = $"{place}.datasets.{dataset.Id}.{(role.Name.Length == 0 ? "person" : $"people.{role.Name}.person")}";
                foreach (var path in role.Paths) CheckEnd(source, path, at, fault);
            }
            if (Circle(source, dataset) is { } circle)
            {
                fault($"{place}.datasets.{dataset.Id}", $"The path to the person runs in a circle: {string.Join(" via ", circle)}. End one of them in a column.");
            }
        }
    }

    private static void CheckEnd(Source source, PersonPath path, string place, Action<string, string> fault)
    {
        if (path.Via is { } via)
        {
            if (source.Find(via) is { People.Count: 0 }) fault(place, $"'{via}' is unlinked and leads to nobody. Choose another path.");
            return;
        }
        if (source.FindIdentity(path.Identity) is not { } identity)
        {
            fault(place, $"There is no identity '{path.Identity}' in this source. Known are {string.Join(", ", source.Identities.Select(i => i.Name))}.");
            return;
        }
        var wanted = identity.IsAddress ? 1 : identity.Key.Count;
        if (path.Columns.Count != wanted)
        {
            fault(place, $"The key of '{identity.Name}' has {wanted} column(s), and the path ends in {path.Columns.Count}. Write {{ \"columns\": [...] }} with as many.");
        }
    }

    // The shortest way back to the dataset, itself at both ends; null where there is none.
    private static List<string>? Circle(Source source, Dataset start)
    {
        var ways = new Queue<List<string>>([[start.Id]]);
        var seen = new HashSet<string>();
        while (ways.TryDequeue(out var way))
        {
            var vias = source.Find(way[^1])!.People.SelectMany(p => p.Paths).Select(p => p.Via).OfType<string>();
            foreach (var via in vias.Where(v => source.Find(v) is not null))
            {
                if (via == start.Id) return [.. way, via];
                if (seen.Add(via)) ways.Enqueue([.. way, via]);
            }
        }
        return null;
    }
}

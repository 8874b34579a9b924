using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>
/// The activities that a map names, beside those of the register. The register is data and lies in a database, so a map is read without
/// it and compared once it is there.
/// </summary>
/// <remarks>GDPR 5(1)(b), 30(1)(b).</remarks>
public static class MapActivities
{
    /// <summary>What the operator's file names and the register does not have: a fault for each place, in the order of the file.</summary>
    /// <param name="map">The map.</param>
    /// <param name="known">Identifiers of the activities that the register has, or will have.</param>
    public static IReadOnlyList<MapFault> Unknown(Map map, IReadOnlyCollection<string> known) =>
    [
        .. map.NamedActivities.Where(named => !known.Contains(named.Activity)).OrderBy(named => named.Line ?? 0).Select(named => new MapFault(
            named.File, named.Line, named.Path,
            $"'{named.Activity}' is no activity of the register, in force or coming. Correct the name; or leave it out until an officer has added it and put it in force. Known are {string.Join(", ", known)}.")),
    ];

    internal static IReadOnlyList<NamedActivity> NamedIn(IReadOnlyList<Source> sources, MapFile file) =>
    [
        .. (from source in sources
            from dataset in source.Datasets
            from place in MapRules.Places(dataset, $"sources.{source.Name}.datasets.{dataset.Id}")
            from activity in place.Field.Activities
            let word = file.Find("activities", place.Place)
            select new NamedActivity(activity, file.Name, word.Line, word.Path)).Distinct(),
    ];
}

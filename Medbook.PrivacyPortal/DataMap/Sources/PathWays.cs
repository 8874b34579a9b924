using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>The joins from a dataset's rows to a person, on through the datasets that its paths end <c>via</c>.</summary>
internal static class PathWays
{
    private const int DeepestVia = 16;

    /// <summary>Every way, as its steps; one without steps is a column of the row itself.</summary>
    public static IReadOnlyList<IReadOnlyList<PathStep>> Of(Source source, Dataset dataset) => [.. Of(source, dataset, DeepestVia)];

    private static IEnumerable<IReadOnlyList<PathStep>> Of(Source source, Dataset dataset, int depth)
    {
        foreach (var path in dataset.People.SelectMany(role => role.Paths))
        {
            if (path.Via is null || depth == 0 || source.Find(path.Via) is not { } via) yield return path.Steps;
            else foreach (var on in Of(source, via, depth - 1)) yield return [.. path.Steps, .. on];
        }
    }
}

using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>A stored date or time as something whose order is the order of time.</summary>
internal static class SortableDate
{
    private static readonly string[] Parts = ["yyyy", "MM", "dd", "HH", "mm", "ss"];

    /// <summary>The expression; null where the stored form cannot be sorted (a declared format without fixed places).</summary>
    public static string? Of(Sql sql, AnchorType words, string column)
    {
        if ((words.Stored == Storage.Format ? Rearranged(sql, words.Format ?? "", column) : column) is not { } sortable) return null;
        if (words.Empty.Count == 0) return sortable;
        return $"CASE WHEN {sql.Dialect.AsText(column)} NOT IN ({string.Join(", ", words.Empty.Select(value => sql.Value(value)))}) THEN {sortable} END";
    }

    /// <summary>Whether what is stored like this can be sorted.</summary>
    public static bool CanSort(AnchorType words) => words.Stored != Storage.Format || Places(words.Format ?? "") is not null;

    /// <summary>The format of what <see cref="Of"/> makes of a declared one.</summary>
    public static string RearrangedFormat(string format) => string.Concat(Parts.Where(part => format.Contains(part, StringComparison.Ordinal)));

    // dd/MM/yyyy has each part at a fixed place: the parts in the order of time sort.
    private static string? Rearranged(Sql sql, string format, string column) =>
        Places(format) is not { } places ? null
        : string.Join(" || ", places.Select(p => string.Create(CultureInfo.InvariantCulture, $"substr({sql.Dialect.AsText(column)}, {p.At + 1}, {p.Part.Length})")));

    private static List<(string Part, int At)>? Places(string format)
    {
        var places = Parts.Select(part => (Part: part, At: format.IndexOf(part, StringComparison.Ordinal))).ToList();
        var letters = places.Where(p => p.At >= 0).Aggregate(format, (rest, p) => rest.Replace(p.Part, "", StringComparison.Ordinal));
        if (places[0].At < 0 || letters.Any(char.IsLetter) || letters.AsSpan().ContainsAny('\'', '"', '\\')) return null;
        return [.. places.Where(p => p.At >= 0)];
    }
}

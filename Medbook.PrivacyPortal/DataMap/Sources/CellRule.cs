using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Rectifying;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Which fields the portal writes. Everything follows from the map and the live schema.</summary>
internal static class CellRule
{
    /// <summary>Why a field is not written; null where it is.</summary>
    public static CorrectionObstacle? Of(Source source, LiveSchema schema, Dataset dataset, ReadField field)
    {
        if (!field.Field.Rectifiable || schema.Find(dataset.Table) is not { } table || table.Find(field.Column) is not { } column) return CorrectionObstacle.NotInMap;
        if (dataset.Key.Count == 0) return CorrectionObstacle.NoRecord;
        // Of a record with a cache or an index, only the application can keep both in step.
        if (field.Field.Rectify == RectifyWay.ByHand || source.Datasets.Any(other => Pointer.IsCopyOf(other, dataset))) return CorrectionObstacle.InApplication;
        if (Identifying(source, dataset.Table).Contains(field.Column)) return CorrectionObstacle.Identifies;
        return table.IsView || column.Generated || dataset.CopyOf is not null || !IsWritable(field) ? CorrectionObstacle.NotWritable : null;
    }

    // A flag kept as text is written in words of the application's own.
    private static bool IsWritable(ReadField field) =>
        field.Field.Type is not (FieldType.Bytes or FieldType.Php or FieldType.Json)
        && field.Field is not { Type: FieldType.Boolean, Stored: Storage.Text }
        && field.Containers.All(container => container.Type == FieldType.Json);

    /// <summary>The columns of a table by which records and persons are found: keys, filters, paths, and the addresses that were proved.</summary>
    private static HashSet<string> Identifying(Source source, string table)
    {
        var columns = new HashSet<string>();
        foreach (var identity in source.Identities)
        {
            Add(identity.Table, identity.Key.Concat(identity.Where.Conditions.Select(condition => condition.Column)));
            foreach (var address in identity.Addresses) Add(Walk(identity.Table, address.Steps), [address.Column]);
        }
        foreach (var dataset in source.Datasets)
        {
            Add(dataset.Table, dataset.Key.Concat(dataset.Where.Conditions.Select(condition => condition.Column)));
            foreach (var path in dataset.People.SelectMany(role => role.Paths)) Add(Walk(dataset.Table, path.Steps), path.Columns.Select(column => column.Column));
        }
        return columns;

        string? Walk(string? at, IReadOnlyList<PathStep> steps)
        {
            foreach (var step in steps)
            {
                Add(at, step.Pairs.Select(pair => pair.From.Column));
                at = step.Table;
                Add(at, step.Pairs.Select(pair => pair.To.Column).Concat(step.Where.Conditions.Select(condition => condition.Column)));
            }
            return at;
        }

        void Add(string? at, IEnumerable<string> names)
        {
            if (at == table) columns.UnionWith(names);
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>Whether the database would take the planned erasure: NOT NULL, unique, length, foreign keys, and no more than the map says.</summary>
internal static class ErasureCheck
{
    /// <summary>Circles of datasets that each have to go before the other.</summary>
    public static void CheckOrder(Source source, LiveSchema live, Findings findings)
    {
        if (ErasureGraph.Of(source, live).Circle is not [var first, .., _] circle) return;
        findings.Add(FindingKind.ErasureCircle, $"datasets.{first.Id}.erasure",
            $"Each of these has to be erased before the next: {string.Join(", ", circle.Select(d => $"'{d.Id}'"))}. "
            + "Let a foreign key among them be NULL, or lead to the person by a column of the row itself.");
    }

    public static void Run(Source source, Dataset dataset, LiveTable table, LiveSchema live, Findings findings)
    {
        foreach (var (field, place) in MapRules.Places(dataset, $"datasets.{dataset.Id}"))
        {
            if (!dataset.AllFields.Contains(field)) continue;
            if (table.Find(field.Column) is { } column) CheckField(field, column, table, live, place, findings);
        }
        if (Deletes(dataset)) CheckDelete(source, dataset, table, live, findings);
    }

    private static bool Deletes(Dataset dataset) =>
        dataset.People.Count == 0 ? dataset.Erasure.Action == ErasureAction.Delete : dataset.People.Any(p => p.Erasure.Action == ErasureAction.Delete);

    private static void CheckField(Field field, LiveColumn column, LiveTable table, LiveSchema live, string place, Findings findings)
    {
        var action = field.Erasure.Action;
        if (action is ErasureAction.Delete or ErasureAction.Keep) return;
        if (column.Generated) Refused($"The database computes '{column.Name}' itself. Erase the columns it is made of, and keep this one with no word of its own.");
        if (action == ErasureAction.Null)
        {
            if (!column.Nullable) Refused($"'{column.Name}' may not be NULL. Write a mask, or delete the row.");
            return;
        }
        if (action == ErasureAction.Hash ? !HoldsHash(column) : !HoldsMask(field, column))
        {
            Refused($"'{column.Name}' is {column.Type}, and the {Words.Of(action)} is none. Write null, or a mask that fits.");
        }
        var length = action == ErasureAction.Hash ? ErasedHash.TextLength : field.Erasure.Mask!.Length;
        if (column.MaxLength < length) Refused($"'{column.Name}' takes {column.MaxLength} characters, and the {Words.Of(action)} has {length}. Write a shorter mask, or null.");
        if (table.ForeignKeys.Any(key => key.Columns.Contains(column.Name)) || IsReferred(table, column, live))
        {
            Refused($"'{column.Name}' is part of a foreign key, and another value would point nowhere. Write null, or delete the row.");
        }
        if (action == ErasureAction.Mask && Collides(table, column))
        {
            Refused($"'{column.Name}' is unique, and a second row with the same mask would be refused. Write hash or null, or delete the row.");
        }

        void Refused(string sentence) => findings.Add(FindingKind.ErasureRefused, place, sentence);
    }

    private static bool HoldsHash(LiveColumn column) => ColumnFamilies.Of(column) is ColumnFamily.Any or ColumnFamily.Bytes
        || column.Type is "text" or "character varying" or "character" or "citext";

    // The map's rules know the type; the column may be narrower.
    private static bool HoldsMask(Field field, LiveColumn column)
    {
        var mask = field.Erasure.Mask!;
        if (!column.Enforced || field.Type == FieldType.Boolean) return true;
        return column.Type switch
        {
            "smallint" => short.TryParse(mask, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "integer" => int.TryParse(mask, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "json" or "jsonb" => IsJson(mask),
            _ => true,
        };
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsReferred(LiveTable table, LiveColumn column, LiveSchema live) =>
        live.Tables.SelectMany(t => t.ForeignKeys).Any(key => key.ReferencedTable == table.Name && key.ReferencedColumns.Contains(column.Name));

    // The other columns of the unique set may still tell the rows apart, but only where something keeps those unique.
    private static bool Collides(LiveTable table, LiveColumn column)
    {
        var sets = table.Uniques.Prepend(table.PrimaryKey).Where(set => set.Count > 0).ToList();
        return sets.Where(set => set.Contains(column.Name))
            .Any(set => !sets.Any(other => !other.Contains(column.Name) && other.All(set.Contains)));
    }

    private static void CheckDelete(Source source, Dataset dataset, LiveTable table, LiveSchema live, Findings findings)
    {
        var place = $"datasets.{dataset.Id}.erasure";
        foreach (var child in live.Tables.Where(t => !t.IsView))
        {
            foreach (var key in child.ForeignKeys.Where(key => key.ReferencedTable == table.Name))
            {
                var mapped = source.Datasets.Where(d => d.Table == child.Name && d.Id != dataset.Id).ToList();
                var columns = string.Join(", ", key.Columns);
                switch (key.OnDelete)
                {
                    case LiveDeleteAction.Refuse when child.Name != table.Name && (mapped.Count == 0 || !mapped.TrueForAll(d => LetsGo(d, key))):
                        findings.Add(FindingKind.ErasureRefused, place,
                            $"Rows of '{child.Name}' point here by '{columns}' and stay, so the database refuses to delete. Delete them too, or write null for '{columns}'.");
                        break;
                    case LiveDeleteAction.Cascade when mapped.Find(d => !Deletes(d) || d.Shared) is { } kept:
                        findings.Add(FindingKind.ErasureRefused, place,
                            $"The database deletes the rows of '{child.Name}' along with this one, and the map keeps them ('{kept.Id}'). Write \"delete\" for '{kept.Id}', or another erasure here.");
                        break;
                    case LiveDeleteAction.SetNull when key.Columns.Any(c => child.Find(c) is { Nullable: false }):
                        findings.Add(FindingKind.ErasureRefused, place,
                            $"The database would set '{child.Name}.{columns}' to NULL, which it may not be. Delete those rows first: map them with \"delete\".");
                        break;
                }
            }
        }
    }

    // The row that points here is deleted too, or its pointer becomes NULL.
    private static bool LetsGo(Dataset child, LiveForeignKey key) =>
        Deletes(child) || key.Columns.Any(c => child.Find(c)?.Erasure.Action == ErasureAction.Null);
}

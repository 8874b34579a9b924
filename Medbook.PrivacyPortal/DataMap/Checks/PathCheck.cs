using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>Identities, paths and anchors: every table and column on the way is there, and what is compared can be equal.</summary>
internal static class PathCheck
{
    public static void Run(Source source, LiveSchema live, Findings findings)
    {
        foreach (var identity in source.Identities.Where(i => !i.IsAddress)) CheckIdentity(identity, live, findings);
        foreach (var dataset in source.Datasets)
        {
            // A table that is not there has been reported.
            if (live.Find(dataset.Table) is not { } start) continue;
            var place = $"datasets.{dataset.Id}";
            CheckFilter(dataset.Where, start, $"{place}.where", findings);
            foreach (var role in dataset.People)
            {
                var at = $"{place}.{(role.Name.Length == 0 ? "person" : $"people.{role.Name}.person")}";
                foreach (var path in role.Paths) CheckPath(path, start, at, live, findings);
            }
            if (dataset.Retention.Anchor is { } anchor && Walk(anchor.Steps, start, $"{place}.retention.from", live, findings) is { } end)
            {
                CheckAnchor(anchor, end, $"{place}.retention.from", findings);
            }
        }
    }

    private static void CheckIdentity(Identity identity, LiveSchema live, Findings findings)
    {
        var place = $"identities.{identity.Name}";
        if (live.Find(identity.Table!) is not { } table)
        {
            findings.Add(FindingKind.MissingTable, place, $"There is no table '{identity.Table}'. {CoverageCheck.Meant(identity.Table!, live.Tables.Select(t => t.Name))}");
            return;
        }
        foreach (var column in identity.Key) Column(column, table, $"{place}.key", findings);
        CheckFilter(identity.Where, table, $"{place}.where", findings);
        foreach (var address in identity.Addresses)
        {
            if (Walk(address.Steps, table, $"{place}.addresses", live, findings) is { } end) Column(address.Column, end, $"{place}.addresses", findings);
        }
    }

    private static void CheckPath(PersonPath path, LiveTable start, string place, LiveSchema live, Findings findings)
    {
        if (Walk(path.Steps, start, place, live, findings) is not { } end) return;
        foreach (var column in path.Columns) Column(column.Column, end, place, findings);
    }

    // The table at the end; null where the way breaks off.
    private static LiveTable? Walk(IReadOnlyList<PathStep> steps, LiveTable start, string place, LiveSchema live, Findings findings)
    {
        var here = start;
        foreach (var step in steps)
        {
            if (live.Find(step.Table) is not { } next)
            {
                findings.Add(FindingKind.PathBroken, place, $"The path joins '{step.Table}', and there is no such table. {CoverageCheck.Meant(step.Table, live.Tables.Select(t => t.Name))}");
                return null;
            }
            foreach (var pair in step.Pairs)
            {
                var from = Column(pair.From.Column, here, place, findings);
                var to = Column(pair.To.Column, next, place, findings);
                if (from is null || to is null) continue;
                var (left, right) = (FamilyOf(pair.From, from), FamilyOf(pair.To, to));
                if (left != right && left != ColumnFamily.Any && right != ColumnFamily.Any)
                {
                    findings.Add(FindingKind.PathBroken, place,
                        $"'{here.Name}.{from.Name}' is {from.Type} and '{next.Name}.{to.Name}' is {to.Type}: they cannot be compared. Write {{ \"from\": {{ \"column\": \"{from.Name}\", \"cast\": \"text\" }}, … }} on the one or the other.");
                }
            }
            CheckFilter(step.Where, next, place, findings);
            here = next;
        }
        return here;
    }

    private static LiveColumn? Column(string name, LiveTable table, string place, Findings findings)
    {
        if (table.Find(name) is { } column) return column;
        findings.Add(FindingKind.MissingColumn, place, $"There is no column '{name}' in '{table.Name}'. {CoverageCheck.Meant(name, table.Columns.Select(c => c.Name))}");
        return null;
    }

    private static void CheckFilter(Filter filter, LiveTable table, string place, Findings findings)
    {
        foreach (var condition in filter.Conditions)
        {
            if (Column(condition.Column, table, place, findings) is not { } column) continue;
            if (condition.Values.OfType<string>().Any(text => !ColumnFamilies.CanHold(column, text)))
            {
                findings.Add(FindingKind.PathBroken, place, $"'{table.Name}.{column.Name}' is {column.Type} and never equals such a text. Write a value of its type.");
            }
        }
    }

    private static void CheckAnchor(RetentionAnchor anchor, LiveTable table, string place, Findings findings)
    {
        if (Column(anchor.Column, table, place, findings) is not { } column) return;
        if (!TypeCheck.Fits(anchor.Type.Type, anchor.Type.Stored, column))
        {
            findings.Add(FindingKind.AnchorNoDate, place,
                $"A period starts from a date, and '{table.Name}.{column.Name}' is {column.Type}. Name a column with a date, or say with \"stored\" how the date is kept.");
        }
    }

    private static ColumnFamily FamilyOf(ColumnValue value, LiveColumn column) => value.Cast switch
    {
        null => value.IsPlain ? ColumnFamilies.Of(column) : ColumnFamily.Text,
        FieldType.Integer or FieldType.Decimal => ColumnFamily.Number,
        FieldType.Uuid => ColumnFamily.Uuid,
        _ => ColumnFamily.Text,
    };
}

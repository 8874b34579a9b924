using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>Reads filters and the several ways to write a path.</summary>
internal sealed class PathBuilder(MapFile file)
{
    public static Filter Filter(OrderedDictionary<string, OneOrMany<Scalar>>? where) =>
        new([.. (where ?? []).Select(c => new Condition(c.Key, [.. c.Value.Select(v => v.Value)]))]);

    /// <summary>All alternatives of a <c>person</c>.</summary>
    public IReadOnlyList<PersonPath> Paths(PathDocument path, SourceScope scope, string place)
    {
        if (path.AnyOf is null) return [Path(path, scope, place)];
        if (path.Steps is not null || path.IsEnd || path.On is not null || path.From is not null || path.Via is not null)
        {
            file.Fault(place, "\"anyOf\" stands alone. Move the rest into one of its alternatives.");
        }
        return [.. path.AnyOf.SelectMany((alternative, i) => Paths(alternative, scope, $"{place}.anyOf[{i}]"))];
    }

    private PersonPath Path(PathDocument path, SourceScope scope, string place)
    {
        var parts = path.Steps ?? [path];
        var steps = new List<PathStep>();
        for (var i = 0; i < parts.Count; i++)
        {
            var at = path.Steps is null ? place : $"{place}[{i}]";
            var part = parts[i];
            var last = i == parts.Count - 1;
            if (!last && (part.IsEnd || part.Via is not null))
            {
                file.Fault(at, "The path goes on after its end. A step is written COLUMN = TABLE.COLUMN; only the last element is a column or a \"via\".");
            }
            else if (part.Via is not null)
            {
                return new() { Steps = [.. steps, .. ViaStep(part, scope, at)], Via = part.Via };
            }
            else if (part.IsEnd)
            {
                return End(part, steps, scope, at);
            }
            else if (Step(part, part.Table, at) is { } step)
            {
                steps.Add(step);
            }
        }
        file.Fault(place, "The path does not end. Write the column with the person's key as its last element.");
        return new() { Steps = steps };
    }

    private PersonPath End(StepDocument end, List<PathStep> steps, SourceScope scope, string place)
    {
        if (end.On is not null || end.From is not null || end.To is not null || end.Table is not null || end.Where is not null)
        {
            file.Fault(place, "A step and the end of the path are two elements. Write [ { the step }, \"COLUMN\" ].");
        }
        var identity = end.Identity ?? scope.FirstIdentity;
        if (identity.Length == 0) file.Fault(place, $"The source has no identity to lead to. Add one under sources.{scope.Source}.identities.");
        return new()
        {
            Steps = steps,
            Columns = end.Columns is { } columns
                ? [.. columns.Select((c, i) => Column(c, $"{place}.columns[{i}]"))]
                : [Value(end.Column!, end.Strip, end.Replace, end.Lower, end.Cast, place)],
            Identity = identity,
        };
    }

    private IEnumerable<PathStep> ViaStep(StepDocument part, SourceScope scope, string place)
    {
        if (!scope.Tables.TryGetValue(part.Via!, out var table))
        {
            file.Fault($"{place}.via", $"There is no dataset '{part.Via}' in this source. Known are {string.Join(", ", scope.Tables.Keys)}.");
            yield break;
        }
        if (part.Table is not null && part.Table != table)
        {
            file.Fault($"{place}.table", $"The dataset '{part.Via}' stands on the table '{table}'. Remove \"table\".");
        }
        if (Step(part, table, place) is { } step) yield return step;
    }

    /// <summary>Steps without an end: to an address or to a date.</summary>
    public IReadOnlyList<PathStep> Joins(OneOrMany<StepDocument>? steps, string place)
    {
        var joins = new List<PathStep>();
        foreach (var (part, i) in (steps ?? []).AsEnumerable().Select((part, i) => (part, i)))
        {
            if (part.IsEnd || part.Via is not null) file.Fault($"{place}[{i}]", "Only steps stand here, written COLUMN = TABLE.COLUMN.");
            else if (Step(part, part.Table, $"{place}[{i}]") is { } step) joins.Add(step);
        }
        return joins;
    }

    private PathStep? Step(StepDocument part, string? table, string place)
    {
        var pairs = new List<ColumnPair>();
        foreach (var pair in part.On ?? [])
        {
            if (pair.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } from, { Length: > 0 } to])
            {
                file.Fault(place, $"'{pair}' is no pair of columns. Write COLUMN = TABLE.COLUMN, or the long form with from, table and to.");
                return null;
            }
            var dot = to.LastIndexOf('.');
            if (dot < 0 && part.Via is null)
            {
                file.Fault(place, $"'{pair}' does not name the table. Write COLUMN = TABLE.COLUMN.");
                return null;
            }
            if (dot >= 0) table ??= to[..dot];
            if (dot >= 0 && to[..dot] != table)
            {
                file.Fault(place, $"'{pair}' joins the table '{to[..dot]}', and the step joins '{table}'. A step joins one table.");
                return null;
            }
            pairs.Add(new(Value(from, part.Strip, part.Replace, part.Lower, part.Cast, place), to[(dot + 1)..]));
        }
        var (left, right) = (part.From ?? new([]), part.To ?? new([]));
        if (left.Count != right.Count)
        {
            file.Fault(place, $"\"from\" has {left.Count} columns and \"to\" has {right.Count}. Write the same number.");
            return null;
        }
        pairs.AddRange(left.Zip(right, (f, t) => new ColumnPair(Column(f, $"{place}.from"), Column(t, $"{place}.to"))));
        if (pairs.Count == 0 || table is null)
        {
            file.Fault(place, "This step joins nothing. Write COLUMN = TABLE.COLUMN, or from, table and to.");
            return null;
        }
        return new(table, pairs, Filter(part.Where));
    }

    private ColumnValue Column(ColumnDocument column, string place) =>
        Value(column.Column, column.Strip, column.Replace, column.Lower, column.Cast, place);

    private ColumnValue Value(
        string column, string? strip, OrderedDictionary<string, string>? replace, bool? lower, FieldType? cast, string place)
    {
        if (cast is not (null or FieldType.Text or FieldType.Integer or FieldType.Decimal or FieldType.Uuid))
        {
            file.Fault($"{place}.cast", $"A column cannot be cast to {Words.Of(cast.Value)} here. Write text, integer, decimal or uuid.");
        }
        return new() { Column = column, StripPrefix = strip, Replace = [.. replace ?? []], Lowercase = lower == true, Cast = cast };
    }
}

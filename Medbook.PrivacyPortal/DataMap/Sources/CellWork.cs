using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Rectifying;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Writes the queries of one change, and decides what a record that was read means for it.</summary>
internal sealed class CellWork(Source source, SourceSchema schema, Dialect dialect, CellChange change)
{
    private const string Row = "r";

    private readonly LiveColumn? column = schema.Column(change.Dataset.Table, change.Field.Column);

    // The column itself, where a part of it changes.
    private Field Column => change.Field.Containers is [var outer, ..] ? outer : change.Field.Field;

    /// <summary>Why the portal writes neither this field nor this value; null where it does.</summary>
    public CorrectionObstacle? Obstacle => CellRule.Of(source, schema, change.Dataset, change.Field) ?? OfValue();

    /// <summary>A query that finds the record of the person with the value, or with the whole column.</summary>
    public (RowSelect Select, Sql Sql) Look(bool whole, bool locked)
    {
        var field = whole ? new ReadField(change.Field.Column, Column with { Parts = [] }, change.Field.Role, []) : change.Field;
        var select = new RowSelect(source, schema, dialect, new RowQuery(change.Dataset, change.Person, OthersData.Show) { Fields = [field] }, withPlace: false);
        var sql = select.One(KeyText.Split(change.Key, change.Dataset.Key.Count) ?? []);
        return (select, locked ? sql.Append(dialect.Locked(Row)) : sql);
    }

    /// <summary>The column has to be there: of a source that differs from the map nothing can be said.</summary>
    /// <param name="schemaDiffers">Has the schema read anew.</param>
    /// <exception cref="SourceFailedException"><see cref="SourceFault.SchemaDiffers"/>.</exception>
    public void CheckSchema(Action schemaDiffers)
    {
        if (column is not null) return;
        schemaDiffers();
        throw new SourceFailedException(source.Name, SourceFault.SchemaDiffers);
    }

    /// <summary>Whether a part of a column changes.</summary>
    public bool IsPart => change.Field.Containers.Count > 0;

    /// <summary>Whether the record can be looked up at all.</summary>
    public bool CanLook => change.Dataset.Key.Count > 0 && KeyText.Split(change.Key, change.Dataset.Key.Count) is not null;

    /// <summary>What a record means for the change.</summary>
    /// <param name="row">The record; null where the person has none of that key.</param>
    public CellOutcome Judge(SourceRow? row)
    {
        // On a row about several people, what is about somebody else is theirs.
        if (row is null || (change.Field.Role is { Name.Length: > 0 } role && !row.Roles.Contains(role))) return CellOutcome.Hindered(CorrectionObstacle.RecordGone);
        var found = ValueForm.Of(row.Values[0]);
        if (row.Values[0] is not byte[] && ValueForm.Same(change.Field.Field, found, change.Proposed)) return new(CellState.AsProposed, found);
        if (Obstacle is { } why) return CellOutcome.Hindered(why, found);
        return new(ValueForm.Same(change.Field.Field, found, change.Expected) ? CellState.AsShown : CellState.Other, found);
    }

    /// <summary>The statement that changes the record; null where a structure is not built so that its part can be found.</summary>
    /// <param name="whole">The whole column as it stands, where a part of it changes.</param>
    public Sql? Update(object? whole)
    {
        var typed = Typed();
        object? stored = typed is null ? Nothing() : dialect.MaskValue(ValueWriter.Text(change.Field.Field, typed, column), change.Field.Field, column);
        if (IsPart)
        {
            if (JsonPart.With(whole is JsonElement json ? json.GetRawText() : null, change.Field, typed) is not { } text || !ValueWriter.Fits(text, column!)) return null;
            stored = dialect.MaskValue(text, Column, column);
        }
        var sql = new Sql(dialect);
        var conditions = new Conditions(sql, schema, source) { RowsAreKnown = true };
        return sql.Append($"UPDATE {dialect.Table(change.Dataset.Table)} AS {Row} SET {Dialect.Quote(change.Field.Column)} = {(stored is null ? "NULL" : sql.Value(stored))}")
            .Append($" WHERE ({conditions.OfKeys(change.Dataset, Row, [change.Key])}) RETURNING 1");
    }

    private object? Typed() => string.IsNullOrWhiteSpace(change.Proposed) ? null : ValueForm.Read(change.Field.Field, change.Proposed);

    private CorrectionObstacle? OfValue()
    {
        if (string.IsNullOrWhiteSpace(change.Proposed)) return CanBeEmpty ? null : CorrectionObstacle.CannotBeEmpty;
        if (Typed() is not { } value) return CorrectionObstacle.NotAValue;
        if (IsPart) return null;
        return !ValueWriter.Fits(ValueWriter.Text(change.Field.Field, value, column), column!) ? CorrectionObstacle.TooLong
            : ValueWriter.InRange(value, column!) ? null : CorrectionObstacle.NotAValue;
    }

    private bool CanBeEmpty => IsPart || column is { Nullable: true } || Column.Empty.Count > 0 || Column.Type == FieldType.Text;

    // Where something has to stand in the column: what the map knows to mean nothing, or no character.
    private object? Nothing() => column is { Nullable: true } ? null : dialect.MaskValue(Column.Empty.FirstOrDefault() ?? "", Column, column);
}

using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Writes the queries of one change in a database.</summary>
internal sealed class CellWork(Source source, SourceSchema schema, Dialect dialect, CellChange change) : CellJudge(source, schema.Live, change)
{
    private const string Row = "r";

    /// <summary>A query that finds the record of the person with the value, or with the whole column.</summary>
    public (RowSelect Select, Sql Sql) Look(bool whole, bool locked)
    {
        var field = whole ? new ReadField(Change.Field.Column, Column with { Parts = [] }, Change.Field.Role, []) : Change.Field;
        var select = new RowSelect(Source, schema, dialect, new RowQuery(Change.Dataset, Change.Person, OthersData.Show) { Fields = [field] }, withPlace: false);
        var sql = select.One(KeyText.Split(Change.Key, Change.Dataset.Key.Count) ?? []);
        return (select, locked ? sql.Append(dialect.Locked(Row)) : sql);
    }

    /// <summary>The statement that changes the record; null where a structure is not built so that its part can be found.</summary>
    /// <param name="whole">The whole column as it stands, where a part of it changes.</param>
    public Sql? Update(object? whole)
    {
        var typed = Typed();
        object? stored = typed is null ? Nothing() : dialect.MaskValue(ValueWriter.Text(Change.Field.Field, typed, Live), Change.Field.Field, Live);
        if (IsPart)
        {
            if (JsonPart.With(whole is JsonElement json ? json.GetRawText() : null, Change.Field, typed) is not { } text || !ValueWriter.Fits(text, Live!)) return null;
            stored = dialect.MaskValue(text, Column, Live);
        }
        var sql = new Sql(dialect);
        var conditions = new Conditions(sql, schema, Source) { RowsAreKnown = true };
        return sql.Append($"UPDATE {dialect.Table(Change.Dataset.Table)} AS {Row} SET {Dialect.Quote(Change.Field.Column)} = {(stored is null ? "NULL" : sql.Value(stored))}")
            .Append($" WHERE ({conditions.OfKeys(Change.Dataset, Row, [Change.Key])}) RETURNING 1");
    }

    // Where something has to stand in the column: what the map knows to mean nothing, or no character.
    private object? Nothing() => MayBeNull ? null : dialect.MaskValue(Column.Empty.FirstOrDefault() ?? "", Column, Live);
}

using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Erases rows where the map knows no key, a number at a time, within a transaction that is open.</summary>
internal sealed class KeylessErasure(
    Source source, SourceSchema schema, WritingConnection connection, ErasedHash hash, Dataset dataset, Reach reach, CancellationToken ct)
{
    private const string Row = "r";
    private const string Found = "f";

    private readonly Dialect dialect = connection.Dialect;
    private readonly IReadOnlyList<string> address = connection.Dialect.RowAddress(schema, dataset.Table);
    private readonly IReadOnlyList<Field> hashed = RowErasure.Hashed(dataset);

    /// <summary>Erases at most so many rows.</summary>
    /// <returns>How many it were.</returns>
    public async Task<int> RunAsync(int limit)
    {
        var changed = hashed.Count > 0 ? await HashAsync(limit) : await CountAsync(Update(limit));
        return changed > 0 ? changed : await CountAsync(Delete(limit));
    }

    private Sql? Update(int limit)
    {
        var (sql, erasure) = Begin();
        if (erasure.Assignments(Row, new Dictionary<Field, object>()) is not { Length: > 0 } assignments) return null;
        sql.Append($"UPDATE {dialect.Table(dataset.Table)} AS {Row} SET {assignments} WHERE ");
        return sql.Append($"{Among(limit, alias => ToChange(erasure, alias))} RETURNING 1");
    }

    private Sql? Delete(int limit)
    {
        var (sql, erasure) = Begin();
        if (!reach.MayTake(dataset)) return null;
        sql.Append($"DELETE FROM {dialect.Table(dataset.Table)} AS {Row} WHERE ");
        return sql.Append($"{Among(limit, alias => ToDelete(erasure, alias))} RETURNING 1");
    }

    // Every value becomes its own hash: each row is told by its address, which holds as long as the row is locked.
    private async Task<int> HashAsync(int limit)
    {
        var (sql, erasure) = Begin();
        var selected = address.Select(column => dialect.SelectComparable($"{Row}.{column}"))
            .Concat(hashed.Select(field => dialect.Select($"{Row}.{Dialect.Quote(field.Column)}", field, schema.Column(dataset.Table, field.Column))));
        sql.Append($"SELECT {string.Join(", ", selected)} FROM {dialect.Table(dataset.Table)} {Row} WHERE {ToChange(erasure, Row)}")
            .Append(string.Create(CultureInfo.InvariantCulture, $" LIMIT {limit}{dialect.Locked(Row)}"));
        var rows = await connection.RowsAsync(sql, reader => Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i)).ToList(), ct);
        foreach (var row in rows)
        {
            var hashes = hashed.Select((field, i) => (field, Stored: row[address.Count + i])).Where(value => value.Stored is not null)
                .ToDictionary(value => value.field, value => hash.Of(dialect, value.field, value.Stored!));
            var (update, one) = Begin();
            update.Append($"UPDATE {dialect.Table(dataset.Table)} AS {Row} SET {one.Assignments(Row, hashes)} WHERE ");
            await CountAsync(update.Append($"{string.Join(" AND ", address.Select((column, i) => $"{Row}.{column} = {update.Value(row[i])}"))} RETURNING 1"));
        }
        return rows.Count;
    }

    private static string ToChange(RowErasure erasure, string alias) =>
        Conditions.And([erasure.Theirs(alias), erasure.Changes(alias), $"({erasure.Takes(alias)}) IS NOT TRUE"]);

    private string ToDelete(RowErasure erasure, string alias) =>
        Conditions.And([erasure.Theirs(alias), erasure.Takes(alias), dataset.Shared ? $"NOT ({erasure.OthersToo(alias)})" : "1 = 1"]);

    // Said of the row once more: whoever changed it in between may have made it somebody else's.
    private string Among(int limit, Func<string, string> which)
    {
        var found = $"SELECT {string.Join(", ", address.Select(column => $"{Found}.{column}"))} FROM {dialect.Table(dataset.Table)} {Found} WHERE {which(Found)}";
        return Conditions.And([dialect.AmongAddresses(Row, address, string.Create(CultureInfo.InvariantCulture, $"{found} LIMIT {limit}")), Conditions.OfFound(which(Row))]);
    }

    private (Sql Sql, RowErasure Erasure) Begin()
    {
        var sql = new Sql(dialect);
        return (sql, new(sql, new Conditions(sql, schema, source), schema, dataset, reach));
    }

    private async Task<int> CountAsync(Sql? sql) => sql is null ? 0 : (await connection.RowsAsync(sql, _ => 1, ct)).Count;
}

using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Erases some rows of one dataset, within a transaction that is open.</summary>
internal sealed class ErasureBatch(
    Source source, SourceSchema schema, ErasureGraph graph, WritingConnection connection, ErasedHash hash, Dataset dataset, Reach reach,
    SparedRows spared, CancellationToken ct)
{
    private const string Row = "r";

    private readonly Dialect dialect = connection.Dialect;
    private readonly RowNeeds needs = new(source, schema, graph, dataset, reach);
    private readonly IReadOnlyList<Field> hashed = RowErasure.Hashed(dataset);
    private readonly IReadOnlyList<Dataset> copies = [.. source.Datasets.Where(d => Pointer.IsCopyOf(d, dataset) && RowErasure.Deletes(d))];

    /// <summary>What became of each row.</summary>
    public async Task<IReadOnlyList<ErasedRow>> RunAsync(IReadOnlyList<string> keys)
    {
        var outcomes = new Dictionary<string, RowOutcome>();
        spared.Try(dataset, keys);
        if (dataset.Shared || hashed.Count > 0 || copies.Count > 0 || !needs.AreNone(spared.Datasets)) await LookThenEraseAsync(keys, outcomes);
        else await EraseAtOnceAsync(keys, outcomes);
        foreach (var key in keys) outcomes.TryAdd(key, RowOutcome.Gone);
        return [.. outcomes.Select(outcome => new ErasedRow(outcome.Key, outcome.Value))];
    }

    // Nothing stands in the way of these rows and nothing has to be known of them: a statement that says whose they are does it all.
    private async Task EraseAtOnceAsync(IReadOnlyList<string> keys, Dictionary<string, RowOutcome> outcomes)
    {
        await NoteAsync(Update(keys, new Dictionary<Field, object>()), RowOutcome.Changed, outcomes);
        await NoteAsync(Delete(keys, theirs: true), RowOutcome.Deleted, outcomes);
    }

    private async Task LookThenEraseAsync(IReadOnlyList<string> keys, Dictionary<string, RowOutcome> outcomes)
    {
        var rows = await connection.RowsAsync(Look(keys), ReadLooked, ct);
        foreach (var row in rows.Where(row => row.IsShared)) outcomes[row.Key] = RowOutcome.Shared;
        var free = rows.Where(row => !row.IsShared).Select(row => row.Key).ToList();
        foreach (var needed in await NeededAsync(free)) outcomes[needed] = RowOutcome.Needed;

        var erased = rows.Where(row => !outcomes.ContainsKey(row.Key)).ToList();
        if (erased.Count == 0) return;
        List<string> changing = [.. erased.Where(row => !row.Goes).Select(row => row.Key)], going = [.. erased.Where(row => row.Goes).Select(row => row.Key)];
        if (hashed.Count == 0) await NoteAsync(Update(changing, new Dictionary<Field, object>()), RowOutcome.Changed, outcomes);
        else foreach (var row in erased.Where(row => !row.Goes)) await NoteAsync(Update([row.Key], Hashes(row)), RowOutcome.Changed, outcomes);

        foreach (var copy in copies) await connection.RowsAsync(Clear(copy, [.. erased.Select(row => row.Key)]), _ => 1, ct);
        if (going.Count == 0) return;
        foreach (var pointer in needs.Unhooked) await connection.RowsAsync(needs.Unhook(dialect, pointer, going), _ => 1, ct);
        // Looked at and locked: what was unhooked may no longer say whose they are.
        await NoteAsync(Delete(going, theirs: false), RowOutcome.Deleted, outcomes);
        await NoteRestAsync([.. going.Where(key => !outcomes.ContainsKey(key))], outcomes);
    }

    // A row that pointed at another one of the batch may have gone along with it; one that is there yet was left by a trigger.
    private async Task NoteRestAsync(IReadOnlyList<string> keys, Dictionary<string, RowOutcome> outcomes)
    {
        if (keys.Count == 0) return;
        foreach (var key in keys) outcomes[key] = RowOutcome.Deleted;
        var (sql, conditions, _) = Begin();
        sql.Append($"SELECT {RowNeeds.KeyOf(dialect, dataset, Row)} FROM {dialect.Table(dataset.Table)} {Row} WHERE {conditions.OfKeys(dataset, Row, keys)}");
        await NoteAsync(sql, RowOutcome.Needed, outcomes);
    }

    // A row that stays may need another one, which then stays, too.
    private async Task<IReadOnlyCollection<string>> NeededAsync(IReadOnlyList<string> keys)
    {
        var needed = new HashSet<string>();
        while (true)
        {
            var free = keys.Where(key => !needed.Contains(key)).ToList();
            var before = needed.Count;
            if (free.Count == 0) return needed;
            foreach (var query in needs.Needed(dialect, free)) needed.UnionWith(await connection.RowsAsync(query, reader => ReadKey(reader, dataset, 0), ct));
            await AddPointedAtAsync(free, needed);
            spared.Leave(dataset, needed);
            if (needed.Count == before || !needs.AreMutual) return needed;
        }
    }

    private async Task AddPointedAtAsync(List<string> keys, HashSet<string> needed)
    {
        foreach (var (pointing, query) in needs.Pointers(dialect, keys, spared.Datasets))
        {
            var pairs = await connection.RowsAsync(query, reader => (Row: ReadKey(reader, dataset, 0), By: ReadKey(reader, pointing, dataset.Key.Count)), ct);
            needed.UnionWith(pairs.Where(pair => spared.Contains(pointing, pair.By)).Select(pair => pair.Row));
        }
    }

    private Sql Look(IReadOnlyList<string> keys)
    {
        var (sql, conditions, erasure) = Begin(isChange: false);
        var selected = new[] { RowNeeds.KeyOf(dialect, dataset, Row) }
            .Append($"CASE WHEN {erasure.Takes(Row)} THEN 1 ELSE 0 END")
            .Append(dataset.Shared ? $"CASE WHEN ({erasure.Takes(Row)}) AND ({erasure.OthersToo(Row)}) THEN 1 ELSE 0 END" : "0")
            .Concat(hashed.Select(field => dialect.Select($"{Row}.{Dialect.Quote(field.Column)}", field, schema.Column(dataset.Table, field.Column))));
        return sql.Append($"SELECT {string.Join(", ", selected)} FROM {dialect.Table(dataset.Table)} {Row}")
            .Append($" WHERE ({conditions.OfKeys(dataset, Row, keys)}) AND {Conditions.OfFound(erasure.Theirs(Row))} AND {Conditions.OfFound(erasure.NotErased(Row))}{dialect.Locked(Row)}");
    }

    private Looked ReadLooked(DbDataReader reader)
    {
        var (key, at) = (ReadKey(reader, dataset, 0), dataset.Key.Count);
        var (goes, shared) = (reader.GetInt32(at++) == 1, reader.GetInt32(at++) == 1);
        return new(key, goes, shared, [.. hashed.Select((_, i) => reader.IsDBNull(at + i) ? null : reader.GetValue(at + i))]);
    }

    private Dictionary<Field, object> Hashes(Looked row) =>
        hashed.Select((field, i) => (field, Stored: row.Values[i])).Where(value => value.Stored is not null)
            .ToDictionary(value => value.field, value => hash.Of(dialect, value.field, value.Stored!));

    private Sql? Update(IReadOnlyList<string> keys, Dictionary<Field, object> hashes)
    {
        var (sql, conditions, erasure) = Begin();
        if (keys.Count == 0 || erasure.Assignments(Row, hashes) is not { Length: > 0 } assignments) return null;
        return sql.Append($"UPDATE {dialect.Table(dataset.Table)} AS {Row} SET {assignments} WHERE ({conditions.OfKeys(dataset, Row, keys)})")
            .Append($" AND {Conditions.OfFound(erasure.Theirs(Row))} AND {Conditions.OfFound(erasure.Changes(Row))} AND ({erasure.Takes(Row)}) IS NOT TRUE RETURNING {Returned}");
    }

    private Sql? Delete(IReadOnlyList<string> keys, bool theirs)
    {
        if (keys.Count == 0 || !reach.MayTake(dataset)) return null;
        var (sql, conditions, erasure) = Begin();
        sql.Append($"DELETE FROM {dialect.Table(dataset.Table)} AS {Row} WHERE ({conditions.OfKeys(dataset, Row, keys)})");
        if (theirs) sql.Append($" AND {Conditions.OfFound(erasure.Theirs(Row))} AND {Conditions.OfFound(erasure.Takes(Row))}");
        return sql.Append($" RETURNING {Returned}");
    }

    private Sql Clear(Dataset copy, IReadOnlyList<string> keys)
    {
        var (sql, conditions, _) = Begin();
        var those = conditions.Along([Pointer.WayTo(copy, dataset)!], copy.Table, Row, (_, origin) => conditions.OfKeys(dataset, origin, keys), isAlternative: false);
        return sql.Append($"DELETE FROM {dialect.Table(copy.Table)} AS {Row} WHERE ({conditions.OfDataset(copy, Row)}) AND ({those}) RETURNING 1");
    }

    private (Sql Sql, Conditions Conditions, RowErasure Erasure) Begin(bool isChange = true)
    {
        var sql = new Sql(dialect);
        var conditions = new Conditions(sql, schema, source) { RowsAreKnown = true, Changing = isChange ? dataset.Table : null };
        return (sql, conditions, new(sql, conditions, schema, dataset, reach));
    }

    private string Returned => string.Join(", ", dataset.Key.Select(column => dialect.SelectComparable(Dialect.Quote(column))));

    private async Task NoteAsync(Sql? sql, RowOutcome outcome, Dictionary<string, RowOutcome> outcomes)
    {
        if (sql is null) return;
        foreach (var key in await connection.RowsAsync(sql, reader => ReadKey(reader, dataset, 0), ct)) outcomes[key] = outcome;
    }

    /// <summary>Reads the key of a row.</summary>
    public static string ReadKey(DbDataReader reader, Dataset dataset, int at) => dataset.Key.Count == 1 ? KeyText.Of(reader.GetValue(at))
        : KeyText.Join([.. Enumerable.Range(at, dataset.Key.Count).Select(i => KeyText.Of(reader.GetValue(i)))]);

    private sealed record Looked(string Key, bool Goes, bool IsShared, IReadOnlyList<object?> Values);
}

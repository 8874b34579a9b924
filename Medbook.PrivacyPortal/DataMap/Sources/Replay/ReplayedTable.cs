using System.Data.Common;
using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.DataMap.Model;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Medbook.PrivacyPortal.DataMap.Sources.Replay;

/// <summary>Rows of the portal's own tables by their keys: read as the ledger names them, and erased one by one.</summary>
internal sealed class ReplayedTable(DbConnection connection, Dialect dialect)
{
    private const int ConstraintFailed = 19;

    /// <summary>The keys of all rows of a table.</summary>
    public async IAsyncEnumerable<string> KeysAsync(Dataset dataset, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        var columns = dataset.Key.Select(column => dialect.SelectComparable(Dialect.Quote(column)));
        new Sql(dialect).Append($"SELECT {string.Join(", ", columns)} FROM {dialect.Table(dataset.Table)}").Into(command);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) yield return KeyText.Join([.. Enumerable.Range(0, dataset.Key.Count).Select(at => KeyText.Of(rows.GetValue(at)))]);
    }

    /// <summary>Does to a row what an erasure does: it goes, or what the map names in it.</summary>
    /// <returns>False where another row needs it.</returns>
    public async Task<bool> TryEraseAsync(Dataset dataset, string key, CancellationToken ct)
    {
        var sql = new Sql(dialect);
        if (dataset.People[0].Erasure.Action == ErasureAction.Delete)
        {
            sql.Append($"DELETE FROM {dialect.Table(dataset.Table)}");
        }
        else
        {
            var changes = dataset.AllFields.Where(field => field.Erasure.Action is not (ErasureAction.Keep or ErasureAction.Delete)).ToList();
            if (changes.Count == 0) return true;
            sql.Append($"UPDATE {dialect.Table(dataset.Table)} SET ")
                .Append(string.Join(", ", changes.Select(field => $"{Dialect.Quote(field.Column)} = {NewValue(sql, field)}")));
        }
        sql.Append($" WHERE {string.Join(" AND ", dataset.Key.Zip(KeyText.Split(key, dataset.Key.Count)!, (column, value) => Is(sql, column, value)))}");
        try
        {
            await using var command = connection.CreateCommand();
            await sql.Into(command).ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (DbException fault) when (fault is SqliteException { SqliteErrorCode: ConstraintFailed } or PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return false;
        }
    }

    private string Is(Sql sql, string column, string value) =>
        $"{Dialect.Quote(column)} IN ({string.Join(", ", dialect.KeyValues(value, column: null).Select(sql.Value))})";

    // A hash under a key that is thrown away leads nowhere; after a restore nothing has to stay equal to it.
    private static string NewValue(Sql sql, Field field) => field.Erasure.Action switch
    {
        ErasureAction.Mask => sql.Value(field.Erasure.Mask),
        ErasureAction.Hash => sql.Value(Guid.NewGuid().ToString("n")),
        ErasureAction.Null or ErasureAction.Delete or ErasureAction.Keep => "NULL",
    };
}

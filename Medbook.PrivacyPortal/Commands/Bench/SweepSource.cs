using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>A source whose rows are kept for twelve months, of which five of eleven are older. The same size gives the same rows.</summary>
/// <param name="folder">Where the file lies.</param>
/// <param name="postgres">A database of PostgreSQL, whose tables <c>events</c> and <c>members</c> are made anew; null for a file of SQLite.</param>
internal sealed class SweepSource(string folder, string? postgres)
{
    public const string Name = "bench";

    // 1 January 2020 and 2100: one is over, the other is not.
    private const long Old = 1577836800, New = 4102444800;

    private const string Pragmas = "PRAGMA busy_timeout = 3000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;\n";

    private const string Map =
        """
        { "sources": { "bench": {
            "provider": "PROVIDER",
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": {
              "members": {
                "label": "Account | Account | Compte", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "email": "E-mail" }
              },
              "events": {
                "label": "Visits | Bezoeken | Visites", "key": "id", "person": "member_id", "date": "at",
                "category": "technical", "activities": ["site-security"], "origin": "observed", "retention": { "after": "12 months", "from": "at" },
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "member_id": { "type": "integer", "label": "Who | Wie | Qui" },
                  "at": { "type": "datetime", "stored": "unix", "label": "When | Wanneer | Quand" },
                  "ip": "Address | Adres | Adresse", "page": "Page | Pagina | Page", "agent": "Browser | Browser | Navigateur"
                }
              }
            } } } }
        """;

    private readonly SourceShell shell = postgres is null ? SourceShell.OfFile(Path.Combine(folder, "source.db")) : SourceShell.OfServer(postgres);

    /// <summary>Whether a server does the work, which counts its own processor time.</summary>
    public bool IsOnServer => postgres is not null;

    /// <summary>The connection string, as the portal's setting.</summary>
    public string Connection => postgres ?? $"Data Source={Path.Combine(folder, "source.db")}";

    /// <summary>Makes the map.</summary>
    public Task PrepareAsync(CancellationToken ct) =>
        BenchPortal.PrepareAsync(folder, Map.Replace("PROVIDER", IsOnServer ? "postgresql" : "sqlite", StringComparison.Ordinal), ct);

    /// <summary>Makes the rows anew.</summary>
    public async Task FillAsync(int rows, CancellationToken ct)
    {
        if (!IsOnServer)
        {
            foreach (var file in new[] { "", "-wal", "-shm" }) File.Delete(Path.Combine(folder, $"source.db{file}"));
        }
        await shell.RunAsync(
            $"{(IsOnServer ? "DROP TABLE IF EXISTS events, members;" : "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;")}\n{Script(rows)}\n{(IsOnServer ? "VACUUM ANALYZE events;" : "PRAGMA wal_checkpoint(TRUNCATE);")}\n", ct);
    }

    /// <summary>By hand: the same rows, by key and date, some thousands in a transaction; then the log is emptied as the portal does.</summary>
    /// <returns>The processor time of the shell.</returns>
    public async Task<TimeSpan> DeleteByHandAsync(int rows, int batch, CancellationToken ct)
    {
        var script = new StringBuilder(IsOnServer ? "" : Pragmas);
        for (var from = 1; from <= rows; from += batch)
        {
            script.AppendLine(CultureInfo.InvariantCulture, $"DELETE FROM events WHERE id >= {from} AND id < {from + batch} AND at < {(Old + New) / 2};");
        }
        if (!IsOnServer) script.AppendLine("PRAGMA wal_checkpoint(TRUNCATE);");
        return (await shell.RunAsync(script.ToString(), ct)).Cpu;
    }

    /// <summary>How many rows there are.</summary>
    public async Task<long> CountAsync(CancellationToken ct) => long.Parse((await shell.RunAsync("SELECT count(*) FROM events;\n", ct)).Last, CultureInfo.InvariantCulture);

    /// <summary>Somebody else writes a row now and then, until something is done.</summary>
    /// <returns>How long each write took, in milliseconds.</returns>
    public async Task<List<double>> WriteUntilAsync(Task done, TimeSpan pause, CancellationToken ct)
    {
        var waits = new List<double>();
        using var writer = shell.Open();
        if (!IsOnServer) await writer.StandardInput.WriteAsync(".timeout 3000\n".AsMemory(), ct);
        for (var member = 1; !done.IsCompleted; member++)
        {
            var began = Stopwatch.GetTimestamp();
            await writer.StandardInput.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO members VALUES ({member}, 'm'); SELECT 'done';\n").AsMemory(), ct);
            await writer.StandardInput.FlushAsync(ct);
            if (await writer.StandardOutput.ReadLineAsync(ct) is null) break;
            waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(pause, ct);
        }
        writer.StandardInput.Close();
        await writer.WaitForExitAsync(ct);
        return waits;
    }

    private string Script(int rows) => string.Create(CultureInfo.InvariantCulture,
        $"""
        CREATE TABLE members (id integer PRIMARY KEY, email varchar(100) NOT NULL);
        CREATE TABLE events (id integer PRIMARY KEY, member_id integer NOT NULL, at bigint NOT NULL, ip varchar(40), page varchar(100), agent varchar(100));
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
        INSERT INTO events SELECT i, i % 5000, CASE WHEN i <= {rows / 11 * 5} THEN {Old} ELSE {New} END + i, '192.0.2.' || (i % 250),
            '/portfolio/' || (i % 100000) || '/edit', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0' FROM n;
        CREATE INDEX events_member ON events (member_id);
        CREATE INDEX events_at ON events (at);
        """);
}

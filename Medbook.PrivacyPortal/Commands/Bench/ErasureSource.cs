using System.Globalization;
using System.Text;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>A source with people of different sizes: each has an account and a number of rows. The same sizes give the same rows.</summary>
/// <param name="folder">Where the file lies.</param>
/// <param name="postgres">A database of PostgreSQL, whose tables <c>events</c> and <c>members</c> are made anew; null for a file of SQLite.</param>
internal sealed class ErasureSource(string folder, string? postgres)
{
    public const string Name = "bench";

    /// <summary>Rows of one transaction by hand.</summary>
    private const int Batch = 1000;

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
                "label": "Visits | Bezoeken | Visites", "key": "id", "person": "member_id",
                "category": "usage", "activities": ["account"], "origin": "observed", "retention": "until-asked",
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

    /// <summary>Makes the rows.</summary>
    /// <param name="sizes">Rows of person 1, 2, …</param>
    /// <param name="ct">Stops.</param>
    public Task FillAsync(IReadOnlyList<int> sizes, CancellationToken ct)
    {
        var script = new StringBuilder(IsOnServer ? "DROP TABLE IF EXISTS events, members;\n" : "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;\n").AppendLine(
            """
            CREATE TABLE members (id integer PRIMARY KEY, email varchar(100) NOT NULL);
            CREATE TABLE events (id integer PRIMARY KEY, member_id integer NOT NULL REFERENCES members (id), at bigint NOT NULL, ip varchar(40), page varchar(100), agent varchar(100));
            """);
        var before = 0;
        for (var person = 1; person <= sizes.Count; before += sizes[person++ - 1])
        {
            script.AppendLine(CultureInfo.InvariantCulture,
                $"""
                INSERT INTO members VALUES ({person}, 'member{person}@example.org');
                WITH RECURSIVE n(i) AS (SELECT {before + 1} UNION ALL SELECT i + 1 FROM n WHERE i < {before + sizes[person - 1]})
                INSERT INTO events SELECT i, {person}, 1577836800 + i, '192.0.2.' || (i % 250),
                    '/portfolio/' || (i % 100000) || '/edit', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0' FROM n;
                """);
        }
        script.AppendLine("CREATE INDEX events_member ON events (member_id);").AppendLine(IsOnServer ? "VACUUM ANALYZE events;" : "PRAGMA wal_checkpoint(TRUNCATE);");
        return shell.RunAsync(script.ToString(), ct);
    }

    /// <summary>By hand: everything of a person, a thousand rows in a transaction; then the log is emptied as the portal does.</summary>
    /// <returns>The processor time of the shell.</returns>
    public async Task<TimeSpan> DeleteByHandAsync(int person, int rows, CancellationToken ct)
    {
        var script = new StringBuilder(IsOnServer ? "" : Pragmas);
        for (var done = 0; done < rows; done += Batch)
        {
            script.AppendLine(CultureInfo.InvariantCulture, $"DELETE FROM events WHERE id IN (SELECT id FROM events WHERE member_id = {person} LIMIT {Batch});");
        }
        script.AppendLine(CultureInfo.InvariantCulture, $"DELETE FROM members WHERE id = {person};");
        if (!IsOnServer) script.AppendLine("PRAGMA wal_checkpoint(TRUNCATE);");
        return (await shell.RunAsync(script.ToString(), ct)).Cpu;
    }

    /// <summary>How many rows a person has.</summary>
    public async Task<long> CountAsync(int person, CancellationToken ct) =>
        long.Parse((await shell.RunAsync($"SELECT (SELECT count(*) FROM events WHERE member_id = {person}) + (SELECT count(*) FROM members WHERE id = {person});\n", ct)).Last, CultureInfo.InvariantCulture);
}

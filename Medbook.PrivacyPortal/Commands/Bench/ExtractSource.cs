using System.Globalization;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>A source whose persons have fifty rows each, and a portal that knows them. The same size gives the same rows.</summary>
/// <param name="folder">Where the file lies.</param>
internal sealed class ExtractSource(string folder)
{
    public const string Name = "bench";

    /// <summary>Rows of one person.</summary>
    public const int RowsEach = 50;

    private const string Map =
        """
        { "sources": { "bench": {
            "provider": "sqlite",
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": {
              "members": {
                "label": "Account | Account | Compte", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "email": "E-mail",
                  "born": { "type": "date", "stored": "iso", "research": "generalised", "label": "Born | Geboren | Né" },
                  "town": { "research": "generalised", "label": "Town | Gemeente | Commune" }
                }
              },
              "events": {
                "label": "Work | Werk | Travail", "key": "id", "person": "member_id",
                "category": "usage", "activities": ["usage-experience"], "origin": "observed", "retention": "criteria",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "member_id": { "type": "integer", "label": "Who | Wie | Qui" },
                  "at": { "type": "datetime", "stored": "unix", "research": "generalised", "label": "When | Wanneer | Quand" },
                  "kind": { "research": "as-is", "label": "Kind | Soort | Type" },
                  "minutes": { "type": "integer", "research": "generalised", "label": "Minutes | Minuten | Minutes" },
                  "note": { "label": "Note | Nota | Note", "others": "free-text" }
                }
              }
            } } } }
        """;

    private readonly SourceShell shell = SourceShell.OfFile(Path.Combine(folder, "source.db"));

    /// <summary>The connection string, as the portal's setting.</summary>
    public string Connection => $"Data Source={Path.Combine(folder, "source.db")}";

    /// <summary>Makes the map and the rows.</summary>
    public async Task PrepareAsync(int people, CancellationToken ct)
    {
        await BenchPortal.PrepareAsync(folder, Map, ct);
        await shell.RunAsync($"PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;\n{Script(people)}\nPRAGMA wal_checkpoint(TRUNCATE);\n", ct);
    }

    /// <summary>Makes the persons known to the portal.</summary>
    public Task KnowAsync(int people, CancellationToken ct) => ShellExport.LoadAsync(BenchPortal.Database(folder), string.Create(CultureInfo.InvariantCulture,
        $"""
        PRAGMA synchronous = OFF;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})
        INSERT INTO "Subjects" ("Key", "CreatedAt") SELECT {Key}, 639000000000000000 FROM n;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})
        INSERT INTO "SubjectLinks" ("Subject", "Source", "PersonKey", "Outcome", "TriedAt", "Revision")
        SELECT {Key}, '{Name}', 'members:' || i, 'Linked', 639000000000000000, {Key} FROM n;

        """), ct);

    /// <summary>The first of them agree to a study.</summary>
    public Task AgreeAsync(string purpose, int number, int people, CancellationToken ct) => ShellExport.LoadAsync(BenchPortal.Database(folder), string.Create(CultureInfo.InvariantCulture,
        $"""
        PRAGMA synchronous = OFF;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})
        INSERT INTO "ConsentRecords" ("Id", "Subject", "Purpose", "Sequence", "Decision", "TextVersion", "TextHash", "Language", "Channel", "At")
        SELECT printf('{number:X8}-0000-4000-9000-%012X', i), {Key}, '{purpose}', 1, 'Given', 1, 'bench', 'en-GB', 'portal', 639000000000000000 FROM n;
        ANALYZE;

        """), ct);

    private const string Key = "printf('00000000-0000-4000-8000-%012X', i)";

    private static string Script(int people) => string.Create(CultureInfo.InvariantCulture,
        $"""
        CREATE TABLE members (id integer PRIMARY KEY, email text NOT NULL, born text, town text);
        CREATE TABLE events (id integer PRIMARY KEY, member_id integer NOT NULL, at bigint, kind text, minutes integer, note text);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})
        INSERT INTO members SELECT i, 'm' || i || '@example.org', (1950 + i % 50) || '-03-0' || (1 + i % 9), (1000 + i % 9000) || ' Town' FROM n;
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {people * (long)RowsEach} - 1)
        INSERT INTO events SELECT i + 1, 1 + i / {RowsEach}, 1760000000 + i % 9000000, CASE i % 3 WHEN 0 THEN 'ward' WHEN 1 THEN 'on-call' ELSE 'course' END,
            i % 480, 'What somebody wrote about a day at work, which never leaves.' FROM n;
        CREATE INDEX events_member ON events (member_id);
        """);
}

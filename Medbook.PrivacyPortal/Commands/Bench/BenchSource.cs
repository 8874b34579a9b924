using System.Globalization;
using System.Text;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>A source that the bench makes: one person per size, each with that many rows of what people did. The same sizes give the same rows.</summary>
internal sealed class BenchSource(string folder)
{
    public const string Name = "bench";

    /// <summary>A person whose copy is made first and not counted.</summary>
    public const int WarmUpPerson = 0;

    private const int MostWarmUpRows = 100_000;

    private const string Map =
        """
        { "sources": { "bench": {
            "provider": "sqlite",
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": {
              "members": {
                "label": "Your account | Uw account | Votre compte", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "email": "E-mail" }
              },
              "events": {
                "label": "What you did | Wat u deed | Ce que vous avez fait", "key": "id", "person": "member_id", "date": "at",
                "category": "usage", "activities": ["account"], "origin": "observed", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "member_id": { "type": "integer", "label": "Your number | Uw nummer | Votre numéro" },
                  "at": { "type": "datetime", "stored": "iso", "label": "When | Wanneer | Quand" },
                  "page": "Page | Pagina | Page",
                  "action": "Action | Handeling | Action",
                  "seconds": { "type": "integer", "label": "Seconds | Seconden | Secondes" },
                  "score": { "type": "decimal", "label": "Score | Score | Score" },
                  "device": "Device | Toestel | Appareil",
                  "words": "Words | Woorden | Mots"
                }
              }
            } } } }
        """;

    public string Database => Path.Combine(folder, "source.db");

    /// <summary>The settings of a portal that has this source and lives in the same folder.</summary>
    public string[] Settings => [.. BenchPortal.Settings(folder), $"--ConnectionStrings:{Name}=Data Source={Database}"];

    /// <summary>The rows of a person, in the order and with the columns that a copy has.</summary>
    public static string RowsOf(int person) => string.Create(CultureInfo.InvariantCulture,
        $"SELECT id, member_id, at, page, action, seconds, score, device, words FROM events WHERE member_id = {person} ORDER BY id");

    /// <summary>Makes the database and its map.</summary>
    /// <param name="sizes">Rows of person 1, 2, …</param>
    /// <param name="ct">Stops.</param>
    public async Task MakeAsync(IReadOnlyList<int> sizes, CancellationToken ct)
    {
        await BenchPortal.PrepareAsync(folder, Map, ct);
        var script = new StringBuilder(
            """
            PRAGMA synchronous = OFF;
            CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
            CREATE TABLE events (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL, at TEXT NOT NULL, page TEXT, action TEXT, seconds INTEGER, score REAL, device TEXT, words TEXT);

            """).AppendLine(Rows(WarmUpPerson, Math.Min(MostWarmUpRows, sizes.Max())));
        for (var person = 1; person <= sizes.Count; person++) script.AppendLine(Rows(person, sizes[person - 1]));
        script.AppendLine("CREATE INDEX events_member ON events (member_id);");
        await ShellExport.LoadAsync(Database, script.ToString(), ct);
    }

    // The shell that is needed anyway makes the rows: from their number alone, so that they are the same each time.
    private static string Rows(int person, int rows) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        INSERT INTO members VALUES ({{person}}, 'person{{person}}@example.org');
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{rows}}),
        h AS (SELECT i, ((i + {{person}} * 7919) * 2654435761) & 0x7fffffff AS a, ((i + {{person}} * 104729) * 40503) & 0xffffff AS b FROM n)
        INSERT INTO events (member_id, at, page, action, seconds, score, device, words)
        SELECT {{person}}, datetime(1577836800 + i * 1800 + a % 1700, 'unixepoch'),
            json_extract('["portfolio","career","feedback","agenda","settings","diplomas","research","messages"]', '$[' || (a / 7 % 8) || ']'),
            json_extract('["opened","saved","looked at","sent","printed"]', '$[' || (a / 11 % 5) || ']'),
            a / 13 % 900, (b % 500) / 100.0,
            json_extract('["Firefox on Windows","Safari on iPhone","Chrome on Android","Edge on Windows",""]', '$[' || (b / 17 % 5) || ']'),
            json_extract('["consultation","café","stage","garde, nuit","“quoted”","opleiding"]', '$[' || (a / 19 % 6) || ']') || ' '
            || json_extract('["naïve","line one","verslag","dossier","überweisung"]', '$[' || (b / 23 % 5) || ']') || ' ' || hex(a * 1000 + b) || ' '
            || json_extract('["écouté et noté avec le maître de stage","samen besproken in de wachtdienst","seen twice and discussed"]', '$[' || (a / 29 % 3) || ']')
        FROM h;
        """);
}

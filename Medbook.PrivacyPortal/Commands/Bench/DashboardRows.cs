using System.Globalization;
using System.Text;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>
/// Requests as three years bring them, made by the database's own shell from their number alone, so that they are the same each time: of
/// nine kinds, answered within ninety days with some late; those of the last thirty days are open.
/// </summary>
/// <param name="onServer">Whether the shell is psql; else it is sqlite3. The two store identifiers, days and instants differently.</param>
internal sealed class DashboardRows(bool onServer)
{
    /// <summary>Requests of one statement: a transaction that changes the same count a million times is none that a portal has.</summary>
    private const int Batch = 10_000;

    /// <summary>The script that fills a migrated database; its triggers keep the figures.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="today">The last day on which one arrived.</param>
    public string Script(int requests, DateOnly today)
    {
        var script = new StringBuilder(onServer ? "" : "PRAGMA synchronous = OFF;\n");
        for (var from = 1; from <= requests; from += Batch) script.AppendLine(Insert(from, Math.Min(requests, from + Batch - 1), today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return script.AppendLine(onServer ? "VACUUM ANALYZE;" : "ANALYZE;").ToString();
    }

    private string Insert(int from, int until, string today) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        INSERT INTO "Requests" ("Id", "Subject", "Number", "Kind", "Scope", "Details", "Words", "Language", "Channel", "Proof", "Status", "IsOpen", "Outcome",
            "StartedAt", "ChangedAt", "ReceivedAt", "ReceivedOn", "DueOn", "DecidedAt", "DecidedOn", "Pauses", "Parts", "AnsweredLate", "Revision")
        WITH RECURSIVE n(i) AS (SELECT CAST({{from}} AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {{until}}),
        h AS (SELECT i, (i * 2654435761) & 2147483647 AS a, (i * 40503) & 65535 AS b FROM n),
        d AS (SELECT i, a, b, a % 1080 AS age, b % 90 AS took, a % 1080 < 30 AS is_open, a % 1080 >= 30 AND i % 20 <> 0 AS is_answered FROM h)
        SELECT {{Id("(10000000 + a % 90000000) || '-' || (1000 + b % 9000) || '-4000-8000-' || (100000000000 + i)")}}, {{Id("'00000000-0000-4000-8000-' || (100000000000 + i / 3)")}},
            (2000 + i / 100000) || '-' || i,
            CASE i % 9 WHEN 0 THEN 'Access' WHEN 1 THEN 'Erasure' WHEN 2 THEN 'Rectification' WHEN 3 THEN 'Objection' WHEN 4 THEN 'Restriction'
                WHEN 5 THEN 'Portability' WHEN 6 THEN 'Complaint' WHEN 7 THEN 'ConsentWithdrawal' ELSE 'Unsorted' END,
            '{"activities":["helpdesk"],"rows":[]}', '{}', 'Words of the person, as they are.', 'nl-BE', 'Portal', 'SignIn',
            CASE WHEN is_open THEN CASE i % 3 WHEN 0 THEN 'InProgress' ELSE 'Received' END WHEN is_answered THEN 'Done' ELSE 'Withdrawn' END, is_open,
            CASE WHEN NOT is_answered THEN NULL WHEN i % 7 = 0 THEN 'Refused' WHEN i % 5 = 0 THEN 'PartlyGranted' ELSE 'Granted' END,
            {{Instant}}, {{Instant}}, {{Instant}}, {{Day(today, "-age")}}, {{Day(today, "30 - age")}},
            CASE WHEN is_answered THEN {{Instant}} END, CASE WHEN is_answered THEN {{Day(today, "took - age")}} END,
            '[]', '[]', took > 60 AND is_answered, {{Id("'00000000-0000-4000-9000-' || (100000000000 + i)")}}
        FROM d;
        """);

    // Some microseconds apart, at any time: the figures are of days.
    private string Instant => onServer ? "timestamptz '2026-01-01 00:00:00+00' + i * interval '1 microsecond'" : "639000000000000000 + i";

    private string Id(string text) => onServer ? $"({text})::uuid" : text;

    private string Day(string today, string offset) => onServer ? $"date '{today}' + ({offset})::int" : $"date('{today}', ({offset}) || ' days')";
}

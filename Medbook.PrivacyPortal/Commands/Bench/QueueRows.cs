using System.Globalization;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>Requests for the queue, made by the sqlite3 shell from their number alone, so that they are the same each time: seven of ten are open.</summary>
internal static class QueueRows
{
    /// <summary>The script that fills a migrated database.</summary>
    /// <param name="requests">How many.</param>
    public static string Script(int requests) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        PRAGMA synchronous = OFF;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{requests}}),
        h AS (SELECT i, (i * 2654435761) & 0x7fffffff AS a, (i * 40503) & 0xffff AS b FROM n)
        INSERT INTO "Requests" ("Id", "Subject", "Number", "Kind", "Scope", "Details", "Words", "Language", "Channel", "Proof", "Status", "IsOpen",
            "StartedAt", "ChangedAt", "ReceivedAt", "ReceivedOn", "DueOn", "Pauses", "Parts", "AnsweredLate", "Revision", "AssignedTo")
        SELECT printf('%08X-%04X-4000-8000-%012X', a, b, i), printf('00000000-0000-4000-8000-%012X', i / 3), printf('%04d-%d', 2000 + i / 100000, i),
            CASE i % 4 WHEN 0 THEN 'Access' WHEN 1 THEN 'Erasure' WHEN 2 THEN 'Rectification' ELSE 'Objection' END,
            '{"activities":["helpdesk"],"rows":[]}', '{}', 'Words of the person, as they are.', 'nl-BE',
            CASE i % 20 WHEN 0 THEN 'Letter' WHEN 1 THEN 'Email' ELSE 'Portal' END, 'SignIn',
            CASE WHEN i % 10 > 6 THEN 'Done' WHEN i % 3 = 0 THEN 'InProgress' ELSE 'Received' END, i % 10 <= 6,
            639000000000000000 + i, 639000000000000000 + i, 639000000000000000 + i, '2026-01-01', date('2026-01-01', '+' || (a % 1500) || ' days'),
            '[]', '[]', 0, printf('00000000-0000-4000-9000-%012X', i), CASE WHEN i % 5 = 0 THEN 'officer-' || (i % 40) END
        FROM h;
        ANALYZE;

        """);
}

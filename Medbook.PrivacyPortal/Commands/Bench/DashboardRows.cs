using System.Globalization;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>
/// Requests as three years bring them, made by the sqlite3 shell from their number alone, so that they are the same each time: of nine
/// kinds, answered within ninety days with some late; those of the last thirty days are open.
/// </summary>
internal static class DashboardRows
{
    /// <summary>The script that fills a migrated database; its triggers keep the figures.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="today">The last day on which one arrived.</param>
    public static string Script(int requests, DateOnly today) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        PRAGMA synchronous = OFF;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{requests}}),
        h AS (SELECT i, (i * 2654435761) & 0x7fffffff AS a, (i * 40503) & 0xffff AS b FROM n),
        d AS (SELECT i, a, b, a % 1080 AS age, b % 90 AS took FROM h)
        INSERT INTO "Requests" ("Id", "Subject", "Number", "Kind", "Scope", "Details", "Words", "Language", "Channel", "Proof", "Status", "IsOpen", "Outcome",
            "StartedAt", "ChangedAt", "ReceivedAt", "ReceivedOn", "DueOn", "DecidedAt", "DecidedOn", "Pauses", "Parts", "AnsweredLate", "Revision")
        SELECT printf('%08X-%04X-4000-8000-%012X', a, b, i), printf('00000000-0000-4000-8000-%012X', i / 3), printf('%04d-%d', 2000 + i / 100000, i),
            CASE i % 9 WHEN 0 THEN 'Access' WHEN 1 THEN 'Erasure' WHEN 2 THEN 'Rectification' WHEN 3 THEN 'Objection' WHEN 4 THEN 'Restriction'
                WHEN 5 THEN 'Portability' WHEN 6 THEN 'Complaint' WHEN 7 THEN 'ConsentWithdrawal' ELSE 'Unsorted' END,
            '{"activities":["helpdesk"],"rows":[]}', '{}', 'Words of the person, as they are.', 'nl-BE', 'Portal', 'SignIn',
            CASE WHEN age < 30 THEN CASE i % 3 WHEN 0 THEN 'InProgress' ELSE 'Received' END WHEN i % 20 = 0 THEN 'Withdrawn' ELSE 'Done' END, age < 30,
            CASE WHEN age < 30 OR i % 20 = 0 THEN NULL WHEN i % 7 = 0 THEN 'Refused' WHEN i % 5 = 0 THEN 'PartlyGranted' ELSE 'Granted' END,
            639000000000000000 + i, 639000000000000000 + i, 639000000000000000 + i, date('{{today:yyyy-MM-dd}}', '-' || age || ' days'),
            date('{{today:yyyy-MM-dd}}', '-' || age || ' days', '+30 days'), CASE WHEN age < 30 OR i % 20 = 0 THEN NULL ELSE 639000000000000000 + i END,
            CASE WHEN age < 30 OR i % 20 = 0 THEN NULL ELSE date('{{today:yyyy-MM-dd}}', '-' || age || ' days', '+' || took || ' days') END,
            '[]', '[]', took > 60 AND age >= 30 AND i % 20 <> 0, printf('00000000-0000-4000-9000-%012X', i)
        FROM d;
        ANALYZE;

        """);
}

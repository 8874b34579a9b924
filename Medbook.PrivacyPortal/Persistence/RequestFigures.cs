using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>How many requests are alike. Triggers keep it, in the transaction that changes a request: see .docs/migrations.md.</summary>
public sealed class RequestFigure
{
    private RequestFigure() { }

    /// <summary>While it is open the day of receipt; afterwards the first of that month.</summary>
    public DateOnly On { get; private set; }

    /// <summary>What was asked.</summary>
    public RequestKind Kind { get; private set; }

    /// <summary>Where they stand, or how they ended.</summary>
    public FigureState State { get; private set; }

    /// <summary>Whether the answer came in time.</summary>
    public AnswerTiming Timing { get; private set; }

    /// <summary>Days from receipt: to the answer; while it is open to the date it is due; 0 where it was taken back.</summary>
    public int Days { get; private set; }

    /// <summary>How many.</summary>
    public int Count { get; private set; }
}

/// <summary>How many choices of a kind were made in a month. A trigger keeps it, in the transaction that writes a choice down.</summary>
public sealed class ConsentFigure
{
    private ConsentFigure() { }

    /// <summary>The first of the month, in Brussels.</summary>
    public DateOnly On { get; private set; }

    /// <summary>What was decided.</summary>
    public ConsentDecision Decision { get; private set; }

    /// <summary>How many times.</summary>
    public int Count { get; private set; }
}

/// <summary>
/// Counts the requests and choices themselves and compares: what triggers keep is right as long as they are there. The recount stands
/// here once more, apart from the triggers, so that a fault in one of them is seen.
/// </summary>
public static class FigureCheck
{
    /// <summary>How many figures differ from what is there; 0 where all are right. One statement, so that both sides are of one instant and nobody waits.</summary>
    public static async Task<int> DifferencesAsync(PortalDb db, CancellationToken ct)
    {
        // Put together of the texts below and of nothing else.
        var sql =
            $"""
             SELECT CAST(COUNT(*) AS INTEGER) AS "Value" FROM (
                 SELECT * FROM ({Requests(db)} EXCEPT SELECT "On", "Kind", "State", "Timing", "Days", "Count" FROM "RequestFigures") AS missing
                 UNION ALL
                 SELECT * FROM (SELECT "On", "Kind", "State", "Timing", "Days", "Count" FROM "RequestFigures" EXCEPT {Requests(db)}) AS wrong
             ) AS requests
             UNION ALL
             SELECT CAST(COUNT(*) AS INTEGER) AS "Value" FROM (
                 SELECT * FROM ({Consents(db)} EXCEPT SELECT "On", "Decision", "Count" FROM "ConsentFigures") AS missing
                 UNION ALL
                 SELECT * FROM (SELECT "On", "Decision", "Count" FROM "ConsentFigures" EXCEPT {Consents(db)}) AS wrong
             ) AS consents
             """;
        return (await db.Database.SqlQueryRaw<int>(sql).ToListAsync(ct)).Sum();
    }

    /// <summary>Writes the figures anew, in the transaction of whoever calls; changes of requests wait until it ends.</summary>
    public static async Task RebuildAsync(PortalDb db, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Figures are written anew within the transaction that says so.");
        // Whoever changes a request has this lock until they commit. So all of theirs is counted, or comes on top afterwards.
        if (!IsLite(db)) await db.Database.ExecuteSqlRawAsync("""LOCK TABLE "RequestFigures", "ConsentFigures" IN EXCLUSIVE MODE""", ct);
        var sql =
            $"""
             DELETE FROM "RequestFigures";
             INSERT INTO "RequestFigures" ("On", "Kind", "State", "Timing", "Days", "Count") {Requests(db)};
             DELETE FROM "ConsentFigures";
             INSERT INTO "ConsentFigures" ("On", "Decision", "Count") {Consents(db)};
             """;
        await db.Database.ExecuteSqlRawAsync(sql, ct);
    }

    private static string Requests(PortalDb db)
    {
        var (month, days) = IsLite(db)
            ? ("date(\"ReceivedOn\", 'start of month')", (Func<string, string>)(end => $"CAST(julianday({end}) - julianday(\"ReceivedOn\") AS INTEGER)"))
            : ("date_trunc('month', \"ReceivedOn\")::date", end => $"{end} - \"ReceivedOn\"");
        return
            $"""
             SELECT CASE WHEN "IsOpen" THEN "ReceivedOn" ELSE {month} END AS "On", "Kind", COALESCE("Outcome", "Status") AS "State",
                 CASE WHEN "Outcome" IS NULL THEN 'None' WHEN "AnsweredLate" THEN 'AfterTerm' WHEN "DecidedOn" > "DueOn" THEN 'AfterDue' ELSE 'OnTime' END AS "Timing",
                 CASE WHEN "IsOpen" THEN {days("\"DueOn\"")} WHEN "Outcome" IS NOT NULL THEN {days("COALESCE(\"DecidedOn\", \"ReceivedOn\")")} ELSE 0 END AS "Days",
                 COUNT(*) AS "Count"
             FROM "Requests" WHERE "ReceivedOn" IS NOT NULL GROUP BY 1, 2, 3, 4, 5
             """;
    }

    private static string Consents(PortalDb db) =>
        $"""SELECT {(IsLite(db) ? BrusselsMonth("\"At\"") : "date_trunc('month', \"At\" AT TIME ZONE 'Europe/Brussels')::date")} AS "On", "Decision", COUNT(*) AS "Count" FROM "ConsentRecords" GROUP BY 1, 2""";

    /// <summary>The first of the month in Brussels at an instant of SQLite (ticks), which knows no time zones: summer time goes from the last Sunday of March to that of October, 01:00 UTC.</summary>
    private static string BrusselsMonth(string ticks)
    {
        var seconds = $"({ticks} - 621355968000000000) / 10000000";
        var utc = $"datetime({seconds}, 'unixepoch')";
        string Turn(string day) => $"strftime('%Y', {utc}) || '{day}', '-6 days', 'weekday 0', '+1 hour'";
        return $"date({utc}, CASE WHEN {utc} >= datetime({Turn("-03-31")}) AND {utc} < datetime({Turn("-10-31")}) THEN '+2 hours' ELSE '+1 hour' END, 'start of month')";
    }

    private static bool IsLite(PortalDb db) => db is SqlitePortalDb;
}

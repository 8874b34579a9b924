using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite;

/// <summary>
/// What the dashboard shows is kept by the database itself, in the transaction that changes a request or writes a choice down; and the
/// history of breaches takes new rows only. Written by hand: EF knows no triggers. See .docs/migrations.md.
/// </summary>
[DbContext(typeof(SqlitePortalDb))]
[Migration("20261127070000_FigureTriggers")]
public sealed class FigureTriggers : Migration
{
    private const string Columns = "\"On\", \"Kind\", \"State\", \"Timing\", \"Days\"";

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql($"""UPDATE "Requests" SET "DecidedOn" = {Brussels("\"DecidedAt\"")} WHERE "DecidedAt" IS NOT NULL;""");
        migrationBuilder.Sql(
            $"""
            INSERT INTO "RequestFigures" ({Columns}, "Count") SELECT {Key("\"Requests\"")}, COUNT(*) FROM "Requests" WHERE "ReceivedOn" IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
            CREATE TRIGGER "Requests_figures_insert" AFTER INSERT ON "Requests" WHEN NEW."ReceivedOn" IS NOT NULL BEGIN
                {Add("NEW")}
            END;
            CREATE TRIGGER "Requests_figures_update" AFTER UPDATE OF "Kind", "Status", "Outcome", "IsOpen", "ReceivedOn", "DueOn", "DecidedOn", "AnsweredLate" ON "Requests" BEGIN
                {Take("OLD")}
                {Add("NEW")}
            END;
            CREATE TRIGGER "Requests_figures_delete" AFTER DELETE ON "Requests" WHEN OLD."ReceivedOn" IS NOT NULL BEGIN
                {Take("OLD")}
            END;
            """);
        migrationBuilder.Sql(
            $"""
            INSERT INTO "ConsentFigures" ("On", "Decision", "Count") SELECT date({Brussels("\"At\"")}, 'start of month'), "Decision", COUNT(*) FROM "ConsentRecords" GROUP BY 1, 2;
            CREATE TRIGGER "ConsentRecords_figures_insert" AFTER INSERT ON "ConsentRecords" BEGIN
                INSERT INTO "ConsentFigures" ("On", "Decision", "Count") VALUES (date({Brussels("NEW.\"At\"")}, 'start of month'), NEW."Decision", 1)
                ON CONFLICT ("On", "Decision") DO UPDATE SET "Count" = "Count" + 1;
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "BreachEntries_no_update" BEFORE UPDATE ON "BreachEntries"
            BEGIN SELECT RAISE(ABORT, 'BreachEntries is append-only'); END;
            CREATE TRIGGER "BreachEntries_no_delete" BEFORE DELETE ON "BreachEntries"
            BEGIN SELECT RAISE(ABORT, 'BreachEntries is append-only'); END;
            CREATE TRIGGER "BreachEntries_no_replace" BEFORE INSERT ON "BreachEntries"
            WHEN EXISTS (SELECT 1 FROM "BreachEntries" WHERE "Id" = NEW."Id")
            BEGIN SELECT RAISE(ABORT, 'BreachEntries is append-only'); END;
            """);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER "Requests_figures_insert"; DROP TRIGGER "Requests_figures_update"; DROP TRIGGER "Requests_figures_delete";
        DROP TRIGGER "ConsentRecords_figures_insert"; DELETE FROM "RequestFigures"; DELETE FROM "ConsentFigures";
        DROP TRIGGER "BreachEntries_no_update"; DROP TRIGGER "BreachEntries_no_delete"; DROP TRIGGER "BreachEntries_no_replace";
        """);

    private static string[] Keys(string row) =>
    [
        $"CASE WHEN {row}.\"IsOpen\" THEN {row}.\"ReceivedOn\" ELSE date({row}.\"ReceivedOn\", 'start of month') END",
        $"{row}.\"Kind\"",
        $"COALESCE({row}.\"Outcome\", {row}.\"Status\")",
        $"CASE WHEN {row}.\"Outcome\" IS NULL THEN 'None' WHEN {row}.\"AnsweredLate\" THEN 'AfterTerm' WHEN {row}.\"DecidedOn\" > {row}.\"DueOn\" THEN 'AfterDue' ELSE 'OnTime' END",
        $"CASE WHEN {row}.\"IsOpen\" THEN {Days(row, $"{row}.\"DueOn\"")} WHEN {row}.\"Outcome\" IS NOT NULL THEN {Days(row, $"COALESCE({row}.\"DecidedOn\", {row}.\"ReceivedOn\")")} ELSE 0 END",
    ];

    private static string Key(string row) => string.Join(", ", Keys(row));

    private static string Is(string row) =>
        $"""{row}."ReceivedOn" IS NOT NULL AND """ + string.Join(" AND ", Columns.Split(", ").Zip(Keys(row), (column, key) => $"{column} = {key}"));

    private static string Add(string row) =>
        $"""
        INSERT INTO "RequestFigures" ({Columns}, "Count") SELECT {Key(row)}, 1 WHERE {row}."ReceivedOn" IS NOT NULL
        ON CONFLICT ({Columns}) DO UPDATE SET "Count" = "Count" + 1;
        """;

    private static string Take(string row) =>
        $"""
        UPDATE "RequestFigures" SET "Count" = "Count" - 1 WHERE {Is(row)};
        DELETE FROM "RequestFigures" WHERE "Count" = 0 AND {Is(row)};
        """;

    private static string Days(string row, string end) => $"CAST(julianday({end}) - julianday({row}.\"ReceivedOn\") AS INTEGER)";

    /// <summary>The day in Brussels at an instant in ticks: SQLite knows no time zones. Summer time goes from the last Sunday of March to that of October, 01:00 UTC.</summary>
    private static string Brussels(string ticks)
    {
        var utc = $"datetime(({ticks} - 621355968000000000) / 10000000, 'unixepoch')";
        string Turn(string day) => $"datetime(strftime('%Y', {utc}) || '{day}', '-6 days', 'weekday 0', '+1 hour')";
        return $"date({utc}, CASE WHEN {utc} >= {Turn("-03-31")} AND {utc} < {Turn("-10-31")} THEN '+2 hours' ELSE '+1 hour' END)";
    }
}

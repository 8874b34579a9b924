using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql;

/// <summary>
/// What the dashboard shows is kept by the database itself, in the transaction that changes a request or writes a choice down; and the
/// history of breaches takes new rows only. Written by hand: EF knows no triggers. See .docs/migrations.md.
/// </summary>
/// <remarks>Two rows are changed in the order of their keys, so that two who change requests crosswise wait and do not lock each other out.</remarks>
[DbContext(typeof(PostgreSqlPortalDb))]
[Migration("20261127070000_FigureTriggers")]
public sealed class FigureTriggers : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""UPDATE "Requests" SET "DecidedOn" = ("DecidedAt" AT TIME ZONE 'Europe/Brussels')::date WHERE "DecidedAt" IS NOT NULL;""");
        migrationBuilder.Sql(
            """
            CREATE FUNCTION medbook_figure_of(r "Requests") RETURNS "RequestFigures" LANGUAGE sql STABLE AS $$
                SELECT
                    CASE WHEN r."IsOpen" THEN r."ReceivedOn" ELSE date_trunc('month', r."ReceivedOn")::date END,
                    r."Kind", COALESCE(r."Outcome", r."Status"),
                    (CASE WHEN r."Outcome" IS NULL THEN 'None' WHEN r."AnsweredLate" THEN 'AfterTerm' WHEN r."DecidedOn" > r."DueOn" THEN 'AfterDue' ELSE 'OnTime' END)::varchar,
                    CASE WHEN r."IsOpen" THEN r."DueOn" - r."ReceivedOn" WHEN r."Outcome" IS NOT NULL THEN COALESCE(r."DecidedOn", r."ReceivedOn") - r."ReceivedOn" ELSE 0 END,
                    1
            $$;
            CREATE FUNCTION medbook_add_figure(f "RequestFigures", step integer) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                IF f."On" IS NULL THEN RETURN; END IF;
                INSERT INTO "RequestFigures" ("On", "Kind", "State", "Timing", "Days", "Count") VALUES (f."On", f."Kind", f."State", f."Timing", f."Days", step)
                ON CONFLICT ("On", "Kind", "State", "Timing", "Days") DO UPDATE SET "Count" = "RequestFigures"."Count" + step;
                IF step < 0 THEN
                    DELETE FROM "RequestFigures" WHERE "On" = f."On" AND "Kind" = f."Kind" AND "State" = f."State" AND "Timing" = f."Timing" AND "Days" = f."Days" AND "Count" = 0;
                END IF;
            END
            $$;
            CREATE FUNCTION medbook_keep_figures() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE before "RequestFigures"; after "RequestFigures";
            BEGIN
                IF TG_OP <> 'INSERT' THEN before := medbook_figure_of(OLD); END IF;
                IF TG_OP <> 'DELETE' THEN after := medbook_figure_of(NEW); END IF;
                IF before IS NOT DISTINCT FROM after THEN RETURN NULL; END IF;
                IF before < after THEN
                    PERFORM medbook_add_figure(before, -1);
                    PERFORM medbook_add_figure(after, 1);
                ELSE
                    PERFORM medbook_add_figure(after, 1);
                    PERFORM medbook_add_figure(before, -1);
                END IF;
                RETURN NULL;
            END
            $$;
            INSERT INTO "RequestFigures" ("On", "Kind", "State", "Timing", "Days", "Count")
            SELECT (f)."On", (f)."Kind", (f)."State", (f)."Timing", (f)."Days", COUNT(*) FROM (SELECT medbook_figure_of(r) AS f FROM "Requests" AS r WHERE r."ReceivedOn" IS NOT NULL) AS figures
            GROUP BY 1, 2, 3, 4, 5;
            CREATE TRIGGER "Requests_figures" AFTER INSERT OR DELETE OR UPDATE OF "Kind", "Status", "Outcome", "IsOpen", "ReceivedOn", "DueOn", "DecidedOn", "AnsweredLate" ON "Requests"
            FOR EACH ROW EXECUTE FUNCTION medbook_keep_figures();
            """);
        migrationBuilder.Sql(
            """
            INSERT INTO "ConsentFigures" ("On", "Decision", "Count")
            SELECT date_trunc('month', "At" AT TIME ZONE 'Europe/Brussels')::date, "Decision", COUNT(*) FROM "ConsentRecords" GROUP BY 1, 2;
            CREATE FUNCTION medbook_count_choice() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO "ConsentFigures" ("On", "Decision", "Count") VALUES (date_trunc('month', NEW."At" AT TIME ZONE 'Europe/Brussels')::date, NEW."Decision", 1)
                ON CONFLICT ("On", "Decision") DO UPDATE SET "Count" = "ConsentFigures"."Count" + 1;
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER "ConsentRecords_figures" AFTER INSERT ON "ConsentRecords" FOR EACH ROW EXECUTE FUNCTION medbook_count_choice();
            CREATE TRIGGER "BreachEntries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "BreachEntries"
            FOR EACH STATEMENT EXECUTE FUNCTION append_only();
            """);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER "Requests_figures" ON "Requests";
        DROP TRIGGER "ConsentRecords_figures" ON "ConsentRecords";
        DROP TRIGGER "BreachEntries_append_only" ON "BreachEntries";
        DROP FUNCTION medbook_count_choice(); DROP FUNCTION medbook_keep_figures(); DROP FUNCTION medbook_add_figure("RequestFigures", integer); DROP FUNCTION medbook_figure_of("Requests");
        DELETE FROM "RequestFigures"; DELETE FROM "ConsentFigures";
        """);
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite;

/// <summary>
/// Consent records, their texts and the audit log take new rows and nothing else. Written by hand: EF knows no triggers.
/// A later migration that rebuilds one of these tables loses them and has to create them again: see .docs/migrations.md.
/// </summary>
[DbContext(typeof(SqlitePortalDb))]
[Migration("20261124000000_AppendOnlyRecords")]
public sealed class AppendOnlyRecords : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "ConsentRecords_no_update" BEFORE UPDATE ON "ConsentRecords"
            BEGIN SELECT RAISE(ABORT, 'ConsentRecords is append-only'); END;
            CREATE TRIGGER "ConsentRecords_no_delete" BEFORE DELETE ON "ConsentRecords"
            BEGIN SELECT RAISE(ABORT, 'ConsentRecords is append-only'); END;
            CREATE TRIGGER "ConsentTexts_no_update" BEFORE UPDATE ON "ConsentTexts"
            BEGIN SELECT RAISE(ABORT, 'ConsentTexts is append-only'); END;
            CREATE TRIGGER "ConsentTexts_no_delete" BEFORE DELETE ON "ConsentTexts"
            BEGIN SELECT RAISE(ABORT, 'ConsentTexts is append-only'); END;
            CREATE TRIGGER "AuditEntries_no_update" BEFORE UPDATE ON "AuditEntries"
            BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
            CREATE TRIGGER "AuditEntries_no_delete" BEFORE DELETE ON "AuditEntries"
            BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
            """);
        // INSERT OR REPLACE removes the row it replaces without a word to the triggers above.
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "ConsentRecords_no_replace" BEFORE INSERT ON "ConsentRecords"
            WHEN EXISTS (SELECT 1 FROM "ConsentRecords" WHERE "Id" = NEW."Id")
              OR EXISTS (SELECT 1 FROM "ConsentRecords" WHERE "Subject" = NEW."Subject" AND "Purpose" = NEW."Purpose" AND "Sequence" = NEW."Sequence")
              OR EXISTS (SELECT 1 FROM "ConsentRecords" WHERE "Follows" = NEW."Follows")
            BEGIN SELECT RAISE(ABORT, 'ConsentRecords is append-only'); END;
            CREATE TRIGGER "ConsentTexts_no_replace" BEFORE INSERT ON "ConsentTexts"
            WHEN EXISTS (SELECT 1 FROM "ConsentTexts" WHERE "Purpose" = NEW."Purpose" AND "Version" = NEW."Version" AND "Language" = NEW."Language")
            BEGIN SELECT RAISE(ABORT, 'ConsentTexts is append-only'); END;
            CREATE TRIGGER "AuditEntries_no_replace" BEFORE INSERT ON "AuditEntries"
            WHEN EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Id" = NEW."Id")
            BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
            """);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER "ConsentRecords_no_update"; DROP TRIGGER "ConsentRecords_no_delete"; DROP TRIGGER "ConsentRecords_no_replace";
        DROP TRIGGER "ConsentTexts_no_update"; DROP TRIGGER "ConsentTexts_no_delete"; DROP TRIGGER "ConsentTexts_no_replace";
        DROP TRIGGER "AuditEntries_no_update"; DROP TRIGGER "AuditEntries_no_delete"; DROP TRIGGER "AuditEntries_no_replace";
        """);
}

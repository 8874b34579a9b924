using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql;

/// <summary>Consent records, their texts and the audit log take new rows and nothing else. Written by hand: EF knows no triggers.</summary>
[DbContext(typeof(PostgreSqlPortalDb))]
[Migration("20261124000000_AppendOnlyRecords")]
public sealed class AppendOnlyRecords : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
        CREATE TRIGGER "ConsentRecords_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ConsentRecords"
        FOR EACH STATEMENT EXECUTE FUNCTION append_only();
        CREATE TRIGGER "ConsentTexts_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ConsentTexts"
        FOR EACH STATEMENT EXECUTE FUNCTION append_only();
        CREATE TRIGGER "AuditEntries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntries"
        FOR EACH STATEMENT EXECUTE FUNCTION append_only();
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER "ConsentRecords_append_only" ON "ConsentRecords";
        DROP TRIGGER "ConsentTexts_append_only" ON "ConsentTexts";
        DROP TRIGGER "AuditEntries_append_only" ON "AuditEntries";
        DROP FUNCTION append_only();
        """);
}

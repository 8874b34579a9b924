using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LinksByOfficers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SubjectLinks_Source_PersonKey",
                table: "SubjectLinks");

            migrationBuilder.AddColumn<Guid>(
                name: "Revision",
                table: "SubjectLinks",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<long>(
                name: "Follows",
                table: "AuditEntries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LinkChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PersonKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LinkChanges_Subjects_Subject",
                        column: x => x.Subject,
                        principalTable: "Subjects",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SubjectLinks_Outcome_TriedAt",
                table: "SubjectLinks",
                columns: new[] { "Outcome", "TriedAt" });

            // Two sign-ins in the same instant could link one person twice until now: the later one is left to an officer.
            migrationBuilder.Sql(
                """
                UPDATE "SubjectLinks" SET "PersonKey" = NULL, "Outcome" = 'TakenByAnother'
                WHERE "PersonKey" IS NOT NULL AND EXISTS (
                    SELECT 1 FROM "SubjectLinks" other
                    WHERE other."Source" = "SubjectLinks"."Source" AND other."PersonKey" = "SubjectLinks"."PersonKey"
                      AND (other."TriedAt" < "SubjectLinks"."TriedAt"
                        OR (other."TriedAt" = "SubjectLinks"."TriedAt" AND other."Subject" < "SubjectLinks"."Subject")));
                """);

            migrationBuilder.CreateIndex(
                name: "IX_SubjectLinks_Source_PersonKey",
                table: "SubjectLinks",
                columns: new[] { "Source", "PersonKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ActorId_Reference_Action_Follows",
                table: "AuditEntries",
                columns: new[] { "ActorId", "Reference", "Action", "Follows" },
                unique: true,
                filter: "\"Follows\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LinkChanges_Subject_At",
                table: "LinkChanges",
                columns: new[] { "Subject", "At" });

            // INSERT OR REPLACE takes the row of a unique index away without a word to the other triggers: also that of a look.
            migrationBuilder.Sql(
                """
                DROP TRIGGER "AuditEntries_no_replace";
                CREATE TRIGGER "AuditEntries_no_replace" BEFORE INSERT ON "AuditEntries"
                WHEN EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Id" = NEW."Id")
                  OR EXISTS (SELECT 1 FROM "AuditEntries" WHERE "ActorId" = NEW."ActorId" AND "Reference" = NEW."Reference"
                    AND "Action" = NEW."Action" AND "Follows" = NEW."Follows")
                BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LinkChanges");

            migrationBuilder.DropIndex(
                name: "IX_SubjectLinks_Outcome_TriedAt",
                table: "SubjectLinks");

            migrationBuilder.DropIndex(
                name: "IX_SubjectLinks_Source_PersonKey",
                table: "SubjectLinks");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_ActorId_Reference_Action_Follows",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "SubjectLinks");

            migrationBuilder.DropColumn(
                name: "Follows",
                table: "AuditEntries");

            migrationBuilder.CreateIndex(
                name: "IX_SubjectLinks_Source_PersonKey",
                table: "SubjectLinks",
                columns: new[] { "Source", "PersonKey" });

            // Dropping the column rebuilt the table and took its triggers away: see .docs/migrations.md.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntries_no_update" BEFORE UPDATE ON "AuditEntries"
                BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
                CREATE TRIGGER "AuditEntries_no_delete" BEFORE DELETE ON "AuditEntries"
                BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
                CREATE TRIGGER "AuditEntries_no_replace" BEFORE INSERT ON "AuditEntries"
                WHEN EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Id" = NEW."Id")
                BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
                """);
        }
    }
}

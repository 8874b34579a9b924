using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql
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

            migrationBuilder.AlterColumn<string>(
                name: "ContactEmail",
                table: "Subjects",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(254)",
                oldMaxLength: 254,
                oldNullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Revision",
                table: "SubjectLinks",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<long>(
                name: "Follows",
                table: "AuditEntries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "NormalizedEmail",
                table: "AspNetUsers",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(256)",
                oldMaxLength: 256,
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "LinkChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<Guid>(type: "uuid", nullable: false),
                    Source = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PersonKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    By = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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

            migrationBuilder.AlterColumn<string>(
                name: "ContactEmail",
                table: "Subjects",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(254)",
                oldMaxLength: 254,
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "NormalizedEmail",
                table: "AspNetUsers",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(256)",
                oldMaxLength: 256,
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_SubjectLinks_Source_PersonKey",
                table: "SubjectLinks",
                columns: new[] { "Source", "PersonKey" });
        }
    }
}

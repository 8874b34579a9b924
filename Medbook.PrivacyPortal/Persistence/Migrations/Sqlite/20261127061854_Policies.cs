using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Policies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PolicyDrafts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyDrafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PolicyNotices",
                columns: table => new
                {
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyNotices", x => new { x.Version, x.Subject });
                });

            migrationBuilder.CreateTable(
                name: "PolicyTellings",
                columns: table => new
                {
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Reached = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyTellings", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "PolicyVersions",
                columns: table => new
                {
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Change = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PublishedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyVersions", x => x.Version);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyNotices_Subject_Version",
                table: "PolicyNotices",
                columns: new[] { "Subject", "Version" });

            // Written by hand: EF knows no triggers. See .docs/migrations.md.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "PolicyVersions_no_update" BEFORE UPDATE ON "PolicyVersions"
                BEGIN SELECT RAISE(ABORT, 'PolicyVersions is append-only'); END;
                CREATE TRIGGER "PolicyVersions_no_delete" BEFORE DELETE ON "PolicyVersions"
                BEGIN SELECT RAISE(ABORT, 'PolicyVersions is append-only'); END;
                CREATE TRIGGER "PolicyVersions_no_replace" BEFORE INSERT ON "PolicyVersions"
                WHEN EXISTS (SELECT 1 FROM "PolicyVersions" WHERE "Version" = NEW."Version")
                BEGIN SELECT RAISE(ABORT, 'PolicyVersions is append-only'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PolicyDrafts");

            migrationBuilder.DropTable(
                name: "PolicyNotices");

            migrationBuilder.DropTable(
                name: "PolicyTellings");

            migrationBuilder.DropTable(
                name: "PolicyVersions");
        }
    }
}

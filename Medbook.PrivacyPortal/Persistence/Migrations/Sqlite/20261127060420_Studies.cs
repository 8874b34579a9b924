using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Studies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Studies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Plan = table.Column<string>(type: "TEXT", nullable: false),
                    BegunBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Studies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StudyVersions",
                columns: table => new
                {
                    Study = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Plan = table.Column<string>(type: "TEXT", nullable: false),
                    Change = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PublishedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StudyVersions", x => new { x.Study, x.Version });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Studies_State_BegunAt_Id",
                table: "Studies",
                columns: new[] { "State", "BegunAt", "Id" });

            // Written by hand: EF knows no triggers. See .docs/migrations.md.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "StudyVersions_no_update" BEFORE UPDATE ON "StudyVersions"
                BEGIN SELECT RAISE(ABORT, 'StudyVersions is append-only'); END;
                CREATE TRIGGER "StudyVersions_no_delete" BEFORE DELETE ON "StudyVersions"
                BEGIN SELECT RAISE(ABORT, 'StudyVersions is append-only'); END;
                CREATE TRIGGER "StudyVersions_no_replace" BEFORE INSERT ON "StudyVersions"
                WHEN EXISTS (SELECT 1 FROM "StudyVersions" WHERE "Study" = NEW."Study" AND "Version" = NEW."Version")
                BEGIN SELECT RAISE(ABORT, 'StudyVersions is append-only'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Studies");

            migrationBuilder.DropTable(
                name: "StudyVersions");
        }
    }
}

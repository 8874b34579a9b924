using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Casework : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Fingerprint",
                table: "ReceivedMails",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsIncomplete",
                table: "ReceivedMails",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "RequestCounts",
                columns: table => new
                {
                    Status = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestCounts", x => x.Status);
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Officer = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_VaultFiles_Begun",
                table: "VaultFiles",
                column: "CreatedAt",
                filter: "\"State\" = 'Writing'");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_AssignedTo_IsOpen_DueOn_Id",
                table: "Requests",
                columns: new[] { "AssignedTo", "IsOpen", "DueOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_IsOpen_Channel_DueOn_Id",
                table: "Requests",
                columns: new[] { "IsOpen", "Channel", "DueOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_ReplyAddress",
                table: "Requests",
                column: "ReplyAddress");

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedMails_Fingerprint",
                table: "ReceivedMails",
                column: "Fingerprint");

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_Officer",
                table: "SavedViews",
                column: "Officer");

            // The counts are kept by the database itself, so that no way of changing a request can forget them: see .docs/migrations.md.
            migrationBuilder.Sql(
                """
                INSERT INTO "RequestCounts" ("Status", "Count") SELECT "Status", COUNT(*) FROM "Requests" GROUP BY "Status";
                CREATE TRIGGER "Requests_count_insert" AFTER INSERT ON "Requests" BEGIN
                    INSERT INTO "RequestCounts" ("Status", "Count") VALUES (NEW."Status", 1) ON CONFLICT ("Status") DO UPDATE SET "Count" = "Count" + 1;
                END;
                CREATE TRIGGER "Requests_count_update" AFTER UPDATE OF "Status" ON "Requests" WHEN OLD."Status" <> NEW."Status" BEGIN
                    UPDATE "RequestCounts" SET "Count" = "Count" - 1 WHERE "Status" = OLD."Status";
                    INSERT INTO "RequestCounts" ("Status", "Count") VALUES (NEW."Status", 1) ON CONFLICT ("Status") DO UPDATE SET "Count" = "Count" + 1;
                END;
                CREATE TRIGGER "Requests_count_delete" AFTER DELETE ON "Requests" BEGIN
                    UPDATE "RequestCounts" SET "Count" = "Count" - 1 WHERE "Status" = OLD."Status";
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "Requests_count_insert"; DROP TRIGGER "Requests_count_update"; DROP TRIGGER "Requests_count_delete";""");

            migrationBuilder.DropTable(
                name: "RequestCounts");

            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropIndex(
                name: "IX_VaultFiles_Begun",
                table: "VaultFiles");

            migrationBuilder.DropIndex(
                name: "IX_Requests_AssignedTo_IsOpen_DueOn_Id",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Requests_IsOpen_Channel_DueOn_Id",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Requests_ReplyAddress",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_ReceivedMails_Fingerprint",
                table: "ReceivedMails");

            migrationBuilder.DropColumn(
                name: "Fingerprint",
                table: "ReceivedMails");

            migrationBuilder.DropColumn(
                name: "IsIncomplete",
                table: "ReceivedMails");
        }
    }
}

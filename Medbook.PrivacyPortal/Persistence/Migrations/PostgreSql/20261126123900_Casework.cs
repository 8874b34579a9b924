using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql
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
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsIncomplete",
                table: "ReceivedMails",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "RequestCounts",
                columns: table => new
                {
                    Status = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestCounts", x => x.Status);
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Officer = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Query = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
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
            // Two rows are changed in the order of their names, so that two who change statuses crosswise wait and do not lock each other out.
            migrationBuilder.Sql(
                """
                INSERT INTO "RequestCounts" ("Status", "Count") SELECT "Status", COUNT(*) FROM "Requests" GROUP BY "Status";
                CREATE FUNCTION medbook_count_request(status text, step integer) RETURNS void LANGUAGE sql AS $$
                    INSERT INTO "RequestCounts" ("Status", "Count") VALUES (status, step)
                    ON CONFLICT ("Status") DO UPDATE SET "Count" = "RequestCounts"."Count" + step;
                $$;
                CREATE FUNCTION medbook_count_requests() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP = 'INSERT' THEN
                        PERFORM medbook_count_request(NEW."Status", 1);
                    ELSIF TG_OP = 'DELETE' THEN
                        PERFORM medbook_count_request(OLD."Status", -1);
                    ELSIF OLD."Status" < NEW."Status" THEN
                        PERFORM medbook_count_request(OLD."Status", -1);
                        PERFORM medbook_count_request(NEW."Status", 1);
                    ELSIF OLD."Status" > NEW."Status" THEN
                        PERFORM medbook_count_request(NEW."Status", 1);
                        PERFORM medbook_count_request(OLD."Status", -1);
                    END IF;
                    RETURN NULL;
                END
                $$;
                CREATE TRIGGER "Requests_count" AFTER INSERT OR DELETE OR UPDATE OF "Status" ON "Requests"
                FOR EACH ROW EXECUTE FUNCTION medbook_count_requests();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "Requests_count" ON "Requests"; DROP FUNCTION medbook_count_requests(); DROP FUNCTION medbook_count_request(text, integer);""");

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

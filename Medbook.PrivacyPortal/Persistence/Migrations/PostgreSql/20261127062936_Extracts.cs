using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Extracts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ExtractMembers",
                columns: table => new
                {
                    Extract = table.Column<Guid>(type: "uuid", nullable: false),
                    Reading = table.Column<int>(type: "integer", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Subject = table.Column<Guid>(type: "uuid", nullable: false),
                    Class = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExtractMembers", x => new { x.Extract, x.Reading, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "RemovalNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Study = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<Guid>(type: "uuid", nullable: false),
                    Cause = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    MailedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcknowledgedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RemovalNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ResearchExtracts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Study = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Format = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AskedBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Reading = table.Column<int>(type: "integer", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    StagedFile = table.Column<Guid>(type: "uuid", nullable: true),
                    File = table.Column<Guid>(type: "uuid", nullable: true),
                    Datasets = table.Column<string>(type: "text", nullable: false),
                    Figures = table.Column<string>(type: "text", nullable: false),
                    Failure = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    FailedSource = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    ReleasedBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ReleasedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResearchExtracts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StudyKeys",
                columns: table => new
                {
                    Study = table.Column<Guid>(type: "uuid", nullable: false),
                    File = table.Column<Guid>(type: "uuid", nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StudyKeys", x => x.Study);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ExtractMembers_Extract_Reading_Class",
                table: "ExtractMembers",
                columns: new[] { "Extract", "Reading", "Class" });

            migrationBuilder.CreateIndex(
                name: "IX_ExtractMembers_Subject",
                table: "ExtractMembers",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_RemovalNotices_Study_MailedAt_Id",
                table: "RemovalNotices",
                columns: new[] { "Study", "MailedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RemovalNotices_Subject",
                table: "RemovalNotices",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_RemovalNotices_TokenHash",
                table: "RemovalNotices",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResearchExtracts_Study_AskedAt_Id",
                table: "ResearchExtracts",
                columns: new[] { "Study", "AskedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExtractMembers");

            migrationBuilder.DropTable(
                name: "RemovalNotices");

            migrationBuilder.DropTable(
                name: "ResearchExtracts");

            migrationBuilder.DropTable(
                name: "StudyKeys");
        }
    }
}

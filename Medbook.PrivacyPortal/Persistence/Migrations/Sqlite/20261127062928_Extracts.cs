using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
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
                    Extract = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reading = table.Column<int>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    Class = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExtractMembers", x => new { x.Extract, x.Reading, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "RemovalNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Study = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MailedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RemovalNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ResearchExtracts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Study = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reading = table.Column<int>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StagedFile = table.Column<Guid>(type: "TEXT", nullable: true),
                    File = table.Column<Guid>(type: "TEXT", nullable: true),
                    Datasets = table.Column<string>(type: "TEXT", nullable: false),
                    Figures = table.Column<string>(type: "TEXT", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    FailedSource = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    ReleasedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ReleasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResearchExtracts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StudyKeys",
                columns: table => new
                {
                    Study = table.Column<Guid>(type: "TEXT", nullable: false),
                    File = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
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

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ErasureCauses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ErasurePlans_RequestId",
                table: "ErasurePlans");

            migrationBuilder.RenameColumn(
                name: "RequestId",
                table: "ErasurePlans",
                newName: "CausedBy");

            migrationBuilder.AddColumn<bool>(
                name: "BytesGone",
                table: "ErasureSteps",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsCleared",
                table: "ErasureSteps",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "ErasurePlans",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "RequestGranted");

            migrationBuilder.AddColumn<Guid>(
                name: "Follows",
                table: "ErasurePlans",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Ground",
                table: "ErasurePlans",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "ErasurePlans",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "Scope",
                table: "ErasurePlans",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AccountClosings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<Guid>(type: "uuid", nullable: false),
                    Language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    IsProposed = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    BeginsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RemindedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    BegunAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountClosings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ErasurePlans_CausedBy_Round",
                table: "ErasurePlans",
                columns: new[] { "CausedBy", "Round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountClosings_BeginsOn",
                table: "AccountClosings",
                column: "BeginsOn",
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_AccountClosings_Subject",
                table: "AccountClosings",
                column: "Subject",
                unique: true,
                filter: "\"EndedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountClosings");

            migrationBuilder.DropIndex(
                name: "IX_ErasurePlans_CausedBy_Round",
                table: "ErasurePlans");

            migrationBuilder.DropColumn(
                name: "BytesGone",
                table: "ErasureSteps");

            migrationBuilder.DropColumn(
                name: "IsCleared",
                table: "ErasureSteps");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "ErasurePlans");

            migrationBuilder.DropColumn(
                name: "Follows",
                table: "ErasurePlans");

            migrationBuilder.DropColumn(
                name: "Ground",
                table: "ErasurePlans");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "ErasurePlans");

            migrationBuilder.DropColumn(
                name: "Scope",
                table: "ErasurePlans");

            migrationBuilder.RenameColumn(
                name: "CausedBy",
                table: "ErasurePlans",
                newName: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_ErasurePlans_RequestId",
                table: "ErasurePlans",
                column: "RequestId",
                unique: true);
        }
    }
}

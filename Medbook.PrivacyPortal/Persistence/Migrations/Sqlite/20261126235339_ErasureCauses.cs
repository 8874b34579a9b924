using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsCleared",
                table: "ErasureSteps",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "ErasurePlans",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "RequestGranted");

            migrationBuilder.AddColumn<Guid>(
                name: "Follows",
                table: "ErasurePlans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Ground",
                table: "ErasurePlans",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "ErasurePlans",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "Scope",
                table: "ErasurePlans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AccountClosings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    IsProposed = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BeginsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RemindedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
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

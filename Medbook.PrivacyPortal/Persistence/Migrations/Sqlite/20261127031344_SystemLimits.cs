using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SystemLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SystemLimits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PersonKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Activities = table.Column<string>(type: "TEXT", nullable: false),
                    Tables = table.Column<string>(type: "TEXT", nullable: false),
                    ChangesOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Said = table.Column<long>(type: "INTEGER", nullable: false),
                    Heard = table.Column<long>(type: "INTEGER", nullable: false),
                    SaidAt = table.Column<long>(type: "INTEGER", nullable: false),
                    HeardAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    TryAfter = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SystemLimits", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SystemLimits_ChangesOn",
                table: "SystemLimits",
                column: "ChangesOn");

            migrationBuilder.CreateIndex(
                name: "IX_SystemLimits_Source_PersonKey",
                table: "SystemLimits",
                columns: new[] { "Source", "PersonKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SystemLimits_Subject",
                table: "SystemLimits",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_SystemLimits_TryAfter",
                table: "SystemLimits",
                column: "TryAfter",
                filter: "\"Heard\" < \"Said\" AND \"PersonKey\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SystemLimits");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<Guid>(type: "uuid", nullable: false),
                    Source = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PersonKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Activities = table.Column<string>(type: "text", nullable: false),
                    Tables = table.Column<string>(type: "text", nullable: false),
                    ChangesOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Said = table.Column<long>(type: "bigint", nullable: false),
                    Heard = table.Column<long>(type: "bigint", nullable: false),
                    SaidAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    HeardAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    TryAfter = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Revision = table.Column<Guid>(type: "uuid", nullable: false)
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

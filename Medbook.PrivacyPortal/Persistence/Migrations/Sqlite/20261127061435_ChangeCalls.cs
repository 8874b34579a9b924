using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChangeCalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ChangeCalls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PersonKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    TryAfter = table.Column<long>(type: "INTEGER", nullable: false),
                    GivenUpAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChangeCalls", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ChangeCalls_GivenUpAt",
                table: "ChangeCalls",
                column: "GivenUpAt",
                filter: "\"GivenUpAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ChangeCalls_Source_PersonKey",
                table: "ChangeCalls",
                columns: new[] { "Source", "PersonKey" });

            migrationBuilder.CreateIndex(
                name: "IX_ChangeCalls_Subject",
                table: "ChangeCalls",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_ChangeCalls_System_TryAfter_Id",
                table: "ChangeCalls",
                columns: new[] { "System", "TryAfter", "Id" },
                filter: "\"GivenUpAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChangeCalls");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ExtractTaken : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "TakenAt",
                table: "ResearchExtracts",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TakenAt",
                table: "ResearchExtracts");
        }
    }
}

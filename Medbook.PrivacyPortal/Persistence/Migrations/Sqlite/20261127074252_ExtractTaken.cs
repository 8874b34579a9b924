using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ExtractTaken : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "TakenAt",
                table: "ResearchExtracts",
                type: "INTEGER",
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

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FiguresInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_RequestFigures_On_Kind_State_Timing_Days_Count",
                table: "RequestFigures",
                columns: new[] { "On", "Kind", "State", "Timing", "Days", "Count" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_RequestFigures_On_Kind_State_Timing_Days_Count",
                table: "RequestFigures");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StudyPlanRevision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "PlanRevision",
                table: "Studies",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PlanRevision",
                table: "Studies");
        }
    }
}

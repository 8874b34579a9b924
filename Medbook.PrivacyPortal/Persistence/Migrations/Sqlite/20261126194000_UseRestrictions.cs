using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class UseRestrictions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "UseRestrictions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    Request = table.Column<Guid>(type: "TEXT", nullable: false),
                    Activity = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Dataset = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IsPermanent = table.Column<bool>(type: "INTEGER", nullable: false),
                    SetBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LiftOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    LiftWords = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ToldBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UseRestrictions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_UseRestrictions_Subject_LiftOn",
                table: "UseRestrictions",
                columns: new[] { "Subject", "LiftOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UseRestrictions");
        }
    }
}

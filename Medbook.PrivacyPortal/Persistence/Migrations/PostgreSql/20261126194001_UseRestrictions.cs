using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<Guid>(type: "uuid", nullable: false),
                    Request = table.Column<Guid>(type: "uuid", nullable: false),
                    Activity = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Source = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Dataset = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Why = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    IsPermanent = table.Column<bool>(type: "boolean", nullable: false),
                    SetBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SetAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LiftOn = table.Column<DateOnly>(type: "date", nullable: true),
                    LiftWords = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    ToldBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<Guid>(type: "uuid", nullable: false)
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

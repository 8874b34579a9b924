using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class FiguresAndBreaches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "DecidedOn",
                table: "Requests",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Breaches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    NoticedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Facts = table.Column<string>(type: "text", nullable: false),
                    Risk = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    RiskReasons = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Drafts = table.Column<string>(type: "text", nullable: false),
                    Authority = table.Column<string>(type: "text", nullable: true),
                    People = table.Column<string>(type: "text", nullable: true),
                    ClockEndsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Reminders = table.Column<int>(type: "integer", nullable: false),
                    Revision = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Breaches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ConsentFigures",
                columns: table => new
                {
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Decision = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsentFigures", x => new { x.On, x.Decision });
                });

            migrationBuilder.CreateTable(
                name: "Measures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Description = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    EveryMonths = table.Column<int>(type: "integer", nullable: false),
                    NextReviewOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Reviews = table.Column<string>(type: "text", nullable: false),
                    NoticedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Revision = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Measures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RequestFigures",
                columns: table => new
                {
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Timing = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestFigures", x => new { x.On, x.Kind, x.State, x.Timing, x.Days });
                });

            migrationBuilder.CreateTable(
                name: "BreachEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    BreachId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Step = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Audience = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Risk = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Words = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BreachEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BreachEntries_Breaches_BreachId",
                        column: x => x.BreachId,
                        principalTable: "Breaches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BreachEntries_BreachId_Id",
                table: "BreachEntries",
                columns: new[] { "BreachId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Breaches_ClockEndsAt",
                table: "Breaches",
                column: "ClockEndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Breaches_NoticedAt_Id",
                table: "Breaches",
                columns: new[] { "NoticedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Measures_EndedOn_NextReviewOn_Id",
                table: "Measures",
                columns: new[] { "EndedOn", "NextReviewOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RequestFigures_State",
                table: "RequestFigures",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BreachEntries");

            migrationBuilder.DropTable(
                name: "ConsentFigures");

            migrationBuilder.DropTable(
                name: "Measures");

            migrationBuilder.DropTable(
                name: "RequestFigures");

            migrationBuilder.DropTable(
                name: "Breaches");

            migrationBuilder.DropColumn(
                name: "DecidedOn",
                table: "Requests");
        }
    }
}

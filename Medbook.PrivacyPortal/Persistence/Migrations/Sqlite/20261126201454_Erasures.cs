using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Erasures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ErasurePlans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    Missing = table.Column<string>(type: "TEXT", nullable: false),
                    GrantedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    SecondBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Certificate = table.Column<string>(type: "TEXT", nullable: true),
                    Signature = table.Column<string>(type: "TEXT", nullable: true),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasurePlans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ErasureSteps",
                columns: table => new
                {
                    PlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Dataset = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    Intent = table.Column<string>(type: "TEXT", nullable: false),
                    Deleted = table.Column<long>(type: "INTEGER", nullable: false),
                    Changed = table.Column<long>(type: "INTEGER", nullable: false),
                    Later = table.Column<long>(type: "INTEGER", nullable: false),
                    LaterUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Held = table.Column<long>(type: "INTEGER", nullable: false),
                    Shared = table.Column<long>(type: "INTEGER", nullable: false),
                    Needed = table.Column<long>(type: "INTEGER", nullable: false),
                    Whole = table.Column<long>(type: "INTEGER", nullable: true),
                    IsDone = table.Column<bool>(type: "INTEGER", nullable: false),
                    Turn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasureSteps", x => new { x.PlanId, x.Position });
                    table.ForeignKey(
                        name: "FK_ErasureSteps_ErasurePlans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "ErasurePlans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ErasurePlans_GrantedAt_Id",
                table: "ErasurePlans",
                columns: new[] { "GrantedAt", "Id" },
                filter: "\"State\" <> 'Done'");

            migrationBuilder.CreateIndex(
                name: "IX_ErasurePlans_RequestId",
                table: "ErasurePlans",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ErasurePlans_Subject",
                table: "ErasurePlans",
                column: "Subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ErasureSteps");

            migrationBuilder.DropTable(
                name: "ErasurePlans");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Medbook.PrivacyPortal.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RetentionSweeps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: to change a column EF turns foreign keys off in between, which commits half of the migration, and a start that is killed then
            // could never be made again. Nothing points at these two tables.
            migrationBuilder.Sql("""
                CREATE TABLE "new_ErasureSteps" (
                    "PlanId" TEXT NOT NULL,
                    "Position" INTEGER NOT NULL,
                    "After" TEXT NULL,
                    "BytesGone" INTEGER NULL,
                    "Changed" INTEGER NOT NULL,
                    "Dataset" TEXT NOT NULL,
                    "Deleted" INTEGER NOT NULL,
                    "Held" INTEGER NOT NULL,
                    "Intent" TEXT NOT NULL,
                    "IsCleared" INTEGER NOT NULL,
                    "IsDone" INTEGER NOT NULL,
                    "Later" INTEGER NOT NULL,
                    "LaterUntil" TEXT NULL,
                    "Needed" INTEGER NOT NULL,
                    "Shared" INTEGER NOT NULL,
                    "Source" TEXT NOT NULL,
                    "Turn" INTEGER NOT NULL,
                    "Whole" INTEGER NULL,
                    CONSTRAINT "PK_ErasureSteps" PRIMARY KEY ("PlanId", "Position")
                );
                INSERT INTO "new_ErasureSteps" ("PlanId", "Position", "After", "BytesGone", "Changed", "Dataset", "Deleted", "Held", "Intent", "IsCleared", "IsDone", "Later", "LaterUntil", "Needed", "Shared", "Source", "Turn", "Whole")
                SELECT "PlanId", "Position", "After", "BytesGone", "Changed", "Dataset", "Deleted", "Held", "Intent", "IsCleared", "IsDone", "Later", "LaterUntil", "Needed", "Shared", "Source", "Turn", "Whole" FROM "ErasureSteps";
                DROP TABLE "ErasureSteps";
                ALTER TABLE "new_ErasureSteps" RENAME TO "ErasureSteps";
                """);

            migrationBuilder.Sql("""
                CREATE TABLE "new_Runs" (
                    "Id" TEXT NOT NULL CONSTRAINT "PK_Runs" PRIMARY KEY,
                    "AskedAt" INTEGER NOT NULL,
                    "CancelAsked" INTEGER NOT NULL,
                    "EndedAt" INTEGER NULL,
                    "Failure" TEXT NULL,
                    "Fence" INTEGER NOT NULL,
                    "HeartbeatAt" INTEGER NULL,
                    "Kind" TEXT NOT NULL,
                    "LeasedUntil" INTEGER NULL,
                    "Part" INTEGER NOT NULL,
                    "PartLabel" TEXT NULL,
                    "Parts" INTEGER NOT NULL,
                    "Records" INTEGER NOT NULL,
                    "Reference" TEXT NOT NULL,
                    "State" TEXT NOT NULL,
                    "Subject" TEXT NULL,
                    "TotalRecords" INTEGER NOT NULL,
                    "Tries" INTEGER NOT NULL
                );
                INSERT INTO "new_Runs" ("Id", "AskedAt", "CancelAsked", "EndedAt", "Failure", "Fence", "HeartbeatAt", "Kind", "LeasedUntil", "Part", "PartLabel", "Parts", "Records", "Reference", "State", "Subject", "TotalRecords", "Tries")
                SELECT "Id", "AskedAt", "CancelAsked", "EndedAt", "Failure", "Fence", "HeartbeatAt", "Kind", "LeasedUntil", "Part", "PartLabel", "Parts", "Records", "Reference", "State", "Subject", "TotalRecords", "Tries" FROM "Runs";
                DROP TABLE "Runs";
                ALTER TABLE "new_Runs" RENAME TO "Runs";
                CREATE INDEX "IX_Runs_Kind_AskedAt_Id" ON "Runs" ("Kind", "AskedAt", "Id") WHERE "EndedAt" IS NULL;
                CREATE UNIQUE INDEX "IX_Runs_Reference_Kind" ON "Runs" ("Reference", "Kind");
                CREATE INDEX "IX_Runs_Subject" ON "Runs" ("Subject");
                """);

            migrationBuilder.CreateTable(
                name: "RetentionSweeps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    Open = table.Column<bool>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Missing = table.Column<string>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("PK_RetentionSweeps", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RetentionSweeps_Day_Id",
                table: "RetentionSweeps",
                columns: new[] { "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RetentionSweeps_Open",
                table: "RetentionSweeps",
                column: "Open",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RetentionSweeps");

            migrationBuilder.AlterColumn<Guid>(
                name: "Subject",
                table: "Runs",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AddForeignKey(
                name: "FK_ErasureSteps_ErasurePlans_PlanId",
                table: "ErasureSteps",
                column: "PlanId",
                principalTable: "ErasurePlans",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}

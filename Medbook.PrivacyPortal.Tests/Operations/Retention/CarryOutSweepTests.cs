using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Retention;

public abstract class CarryOutSweepTests(Provider provider) : SweepTests(provider)
{
    [Fact]
    public async Task What_ended_before_today_goes_for_everybody_and_is_certified_and_named_in_the_ledger()
    {
        // The last one's twelve months end today: it has the day.
        await RunInClinicAsync("INSERT INTO logs VALUES (4, 7, '2025-03-01'), (5, 7, '2025-03-02'), (6, 7, NULL)");
        var planned = await PlannedAsync();
        var line = Assert.Single(planned.Lines);
        Assert.Equal(("logs", new DateOnly(2025, 3, 1), true, 3L, 0L), (line.Dataset, line.LastStart, line.IsDeleted, line.Count, line.Held));
        Assert.Equal(["1", "3", "4"], line.Samples);
        Assert.False(await CarryOutSweepAsync());
        Assert.Null((await ApproveAsync(planned)).Problem);

        Assert.True(await CarryOutSweepAsync());

        Assert.Equal(["2, 1, 2026-02-01", "5, 7, 2025-03-02", "6, 7, nothing"], await LogsAsync());
        var (sweep, step) = ((await ViewAsync(planned.Id)).Sweep, await StepAsync(planned.Id));
        Assert.Equal((ErasurePlanState.Done, 3L, 0L, null), (sweep.State, step.Deleted, step.Held, sweep.Open));
        Assert.Equal(RunState.Done, (await ReadAsync(db => db.Runs.SingleAsync(r => r.Kind == RunKind.Sweep))).State);
        var named = Get<DestructionLedger>().Open("clinic", since: null);
        Assert.Equal((3, true, false), (named.Count, named.Contains("logs", "4"), named.Contains("logs", "5")));

        var bytes = Encoding.UTF8.GetBytes(sweep.Certificate!);
        var keys = await Get<SigningKeys>().PublishedAsync(None);
        Assert.Equal(SignatureState.Good, DetachedJws.Check(sweep.Signature!, bytes, keys).State);
        using var certificate = JsonDocument.Parse(bytes);
        Assert.Equal("medbook-retention/1", certificate.RootElement.GetProperty("format").GetString());
        var logs = certificate.RootElement.GetProperty("sources")[0].GetProperty("datasets")[0];
        Assert.Equal((3, 3, 0, "2025-03-01"), (logs.GetProperty("due").GetInt32(), logs.GetProperty("deleted").GetInt32(), logs.GetProperty("skipped").GetInt32(), logs.GetProperty("begunBy").GetString()));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SweepDone && e.Reference == planned.Id.ToString())));
        Assert.Equal([(planned.Id, 3L)], (await Get<ListSweeps>().RunAsync(Officer, None)).Value!.Select(row => (row.Id, row.Erased)));
    }

    [Fact]
    public async Task What_is_held_when_its_turn_comes_stays_whoever_it_is_about()
    {
        var ben = await LinkedAsync(2);
        // Of a member whom the portal does not know, held as a record; and of ben, as a person.
        await RunInClinicAsync("INSERT INTO logs VALUES (4, 9, '2024-05-05'), (5, 9, '2024-05-05')");
        var sweep = await ApprovedSweepAsync();
        await HoldAsync(new HoldTarget(ben.Subject, "clinic", "logs", "3"));
        await using (var db = await OpenAsync())
        {
            await db.LegalHolds.ExecuteUpdateAsync(set => set.SetProperty(h => h.Record, "4"));
        }
        await HoldAsync(new HoldTarget(ben.Subject));

        Assert.True(await CarryOutSweepAsync());

        Assert.Equal(["2, 1, 2026-02-01", "3, 2, 2024-02-01", "4, 9, 2024-05-05"], await LogsAsync());
        Assert.Equal((2L, 2L), ((await StepAsync(sweep.Id)).Deleted, (await StepAsync(sweep.Id)).Held));
    }

    [Fact]
    public async Task A_hold_on_everybodys_records_keeps_them_all_and_there_is_nothing_to_approve()
    {
        await HoldAsync(new HoldTarget(null, "clinic", "logs"));

        var planned = await PlannedAsync();

        Assert.Equal((2L, 2L, 0L), (planned.Due, planned.Lines[0].Held, planned.Count));
        Assert.IsType<NothingDue>((await ApproveAsync(planned)).Problem);
    }

    [Fact]
    public async Task An_open_request_and_a_limit_on_the_use_hold_what_they_speak_of()
    {
        var (ada, ben) = (await LinkedAsync(1), await LinkedAsync(2));
        await SubmitAsync(ben, RequestKind.Access, scope: new RequestScope { Activities = ["site-security"] });
        await SubmitAsync(ada, RequestKind.Access, scope: new RequestScope { Activities = ["account"] });

        var planned = await PlannedAsync();

        Assert.Equal((2L, 1L), (planned.Due, planned.Lines[0].Held));
        Assert.Null((await ApproveAsync(planned)).Problem);
        Assert.True(await CarryOutSweepAsync());
        Assert.Equal(["2, 1, 2026-02-01", "3, 2, 2024-02-01"], await LogsAsync());
    }

    [Fact]
    public async Task What_changed_since_the_approval_is_skipped_and_counted()
    {
        var sweep = await ApprovedSweepAsync();
        await RunInClinicAsync("UPDATE logs SET day = '2026-03-01' WHERE id = 3");

        Assert.True(await CarryOutSweepAsync());

        Assert.Equal(["2, 1, 2026-02-01", "3, 2, 2026-03-01"], await LogsAsync());
        var view = await ViewAsync(sweep.Id);
        Assert.Equal((1L, 1L), (view.Erased, view.SkippedOf(view.Sweep.Lines[0])));
    }

    [Fact]
    public async Task What_ends_after_the_approval_waits_for_the_next_sweep()
    {
        await RunInClinicAsync("INSERT INTO logs VALUES (4, 7, '2025-03-03')");
        var sweep = await ApprovedSweepAsync();
        Clock.Advance(TimeSpan.FromDays(7));

        Assert.True(await CarryOutSweepAsync());

        Assert.Contains("4, 7, 2025-03-03", await LogsAsync());
        Assert.Equal(2, (await StepAsync(sweep.Id)).Deleted);
        Assert.Equal(1, (await PlannedAsync()).Count);
    }

    [Fact]
    public async Task Large_sweeps_need_two_officers_who_saw_the_same()
    {
        await RunInClinicAsync(string.Join('\n', Enumerable.Range(10, 20).Select(i => $"INSERT INTO logs VALUES ({i}, 7, '2024-01-01');")));
        var planned = await PlannedAsync();
        Assert.Null((await ApproveAsync(planned)).Problem);
        Assert.False(await CarryOutSweepAsync());
        Assert.IsType<ChangedMeanwhile>((await ApproveAsync(planned, Colleague)).Problem);
        var seen = await OpenSweepAsync();
        Assert.IsType<SecondOfficerMissing>((await ApproveAsync(seen)).Problem);
        Assert.IsType<NotPermitted>((await ApproveAsync(seen, TestActors.Auditor())).Problem);

        Assert.Null((await ApproveAsync(seen, Colleague)).Problem);

        Assert.IsType<SweepUnderWay>((await Get<PlanSweep>().RunAsync(Officer, None)).Problem);
        Assert.True(await CarryOutSweepAsync());
        Assert.Equal(22, (await StepAsync(planned.Id)).Deleted);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_stops_it_with_a_code_and_it_goes_on_when_an_officer_says_so()
    {
        var sweep = await ApprovedSweepAsync();
        await RunInClinicAsync("ALTER TABLE logs RENAME TO hidden");
        Assert.True(await CarryOutSweepAsync());
        var stopped = await OpenSweepAsync();
        Assert.Equal(ErasurePlanState.Stopped, stopped.State);
        Assert.StartsWith("source-", stopped.Failure, StringComparison.Ordinal);
        await RunInClinicAsync("ALTER TABLE hidden RENAME TO logs");

        Assert.Null((await Get<RetrySweep>().RunAsync(Officer, sweep.Id, stopped.Revision, None)).Problem);

        Assert.True(await CarryOutSweepAsync());
        Assert.Equal((ErasurePlanState.Done, 2L), ((await ViewAsync(sweep.Id)).Sweep.State, (await StepAsync(sweep.Id)).Deleted));
    }

    [Fact]
    public async Task The_schedule_says_what_a_date_decides_and_what_somebody_must()
    {
        var lines = (await Get<ListRetention>().RunAsync(TestActors.Auditor(), None)).Value!;

        Assert.Equal(["Answers to studies", "Log lines"], lines.Take(2).Select(line => line.Label.En).Order());
        Assert.All(lines.Take(2), line => Assert.Null(line.Gap));
        Assert.Equal("5.4", lines.Single(line => line.Label.En == "Log lines").Policy);
        Assert.Equal(["Invoices", "Notes", "Profile", "Visits"], lines.Skip(2).Select(line => line.Label.En).Order());
        Assert.All(lines.Skip(2), line => Assert.Equal(RetentionGap.UnusedAccounts, line.Gap));
    }

    [Fact]
    public async Task The_calendar_counts_what_ends_in_each_month()
    {
        // Ended already; ends on 2 March, the rest of the month, in April, and in a year and a month.
        await RunInClinicAsync("INSERT INTO logs VALUES (4, 7, '2025-03-02'), (5, 7, '2025-03-31'), (6, 7, '2025-04-01'), (7, 7, '2026-03-31'), (8, 7, NULL)");

        var calendar = (await Get<ReadRetentionCalendar>().RunAsync(Officer, None)).Value!;

        Assert.Equal((new DateOnly(2026, 3, 1), 12), (calendar.Months[0], calendar.Months.Count));
        var row = Assert.Single(calendar.Rows);
        Assert.Equal([2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L], row.Counts);
    }

    public sealed class OnSqlite() : CarryOutSweepTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : CarryOutSweepTests(Provider.PostgreSql);
}

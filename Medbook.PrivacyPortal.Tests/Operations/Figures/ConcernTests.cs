using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Breaches;
using Medbook.PrivacyPortal.Operations.Figures;
using Medbook.PrivacyPortal.Operations.Measures;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Tests.Operations.Retention;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Figures;

public abstract class ConcernTests(Provider provider) : SweepTests(provider)
{
    [Fact]
    public async Task A_clock_counts_until_the_notice_is_settled_and_more_so_once_it_is_over()
    {
        var id = Guid.CreateVersion7();
        Assert.True((await Get<RecordBreach>().RunAsync(Officer, id, new BreachFacts("A laptop was stolen."), Now, None)).IsOk);
        Assert.Equal((1, 0), await BreachesAsync());
        Clock.Advance(TimeSpan.FromHours(73));
        Assert.Equal((1, 1), await BreachesAsync());

        Assert.True((await Get<AssessBreach>().RunAsync(Officer, await SeenAsync(id), BreachRisk.Unlikely, "It was empty.", None)).IsOk);
        Assert.True((await Get<WaiveBreachNotice>().RunAsync(Officer, await SeenAsync(id), BreachAudience.Authority, "It was empty.", None)).IsOk);

        Assert.Equal((0, 0), await BreachesAsync());
    }

    [Fact]
    public async Task What_is_due_is_counted_once_a_day_until_an_officer_approves_it()
    {
        Assert.Equal((null, null), (await SweepsAsync()));
        Assert.Equal((true, false), (await CountAsync(), await CountAsync()));
        Assert.Equal((new RecordsDue(new(2026, 3, 2), 2, 0, ErasurePlanState.Proposed, true), null), await SweepsAsync());

        Clock.Advance(TimeSpan.FromDays(1));
        var ben = await LinkedAsync(2);
        await RunInClinicAsync("INSERT INTO logs VALUES (4, 9, '2024-05-05')");
        await HoldAsync(new HoldTarget(ben.Subject, "clinic", "logs", "3"));
        Assert.True(await CountAsync());
        Assert.Equal((new RecordsDue(new(2026, 3, 3), 3, 1, ErasurePlanState.Proposed, true), null), await SweepsAsync());
        Assert.Equal(2, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SweepPlanned)));

        var sweep = await OpenSweepAsync();
        Assert.Null((await ApproveAsync(sweep)).Problem);
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await CountAsync());
        Assert.Equal(ErasurePlanState.Approved, (await ReadAsync()).Due!.State);
        Assert.True(await CarryOutSweepAsync());
        Assert.Equal((null, new SweptRecords(new(2026, 3, 3), 2, 1)), await SweepsAsync());
    }

    private async Task<Concerns> ReadAsync() => (await Get<ReadConcerns>().RunAsync(Officer, None)).Value!;

    private async Task<(int, int)> BreachesAsync() => await ReadAsync() is var (running, over, _, _, _, _, _, _) ? (running, over) : default;

    private async Task<(RecordsDue?, SweptRecords?)> SweepsAsync() => await ReadAsync() is var (_, _, _, _, _, _, due, last) ? (due, last) : default;

    private async Task<bool> CountAsync() => (await Get<CountDue>().RunAsync(Actor.Portal, None)).Value;

    private async Task<SeenBreach> SeenAsync(Guid id) => (await Get<ReadBreach>().RunAsync(Officer, id, None)).Value!.Seen;

    /// <summary>With what does not depend on the database.</summary>
    public sealed class OnSqlite() : ConcernTests(Provider.Sqlite)
    {
        [Fact]
        public async Task A_measure_counts_from_its_day_of_review_on()
        {
            Assert.True((await Get<AddMeasure>().RunAsync(Officer, Guid.CreateVersion7(), new MeasurePlan("Encrypted backups", "Every night.", "IT security", 6), None)).IsOk);
            Clock.Advance(TimeSpan.FromDays(183));
            Assert.Equal(0, (await ReadAsync()).Measures);
            Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(1, (await ReadAsync()).Measures);
        }

        [Fact]
        public async Task A_gap_that_an_officer_leaves_does_not_wait_any_more()
        {
            var lint = (await Get<LintRegister>().RunAsync(Officer, None)).Value!;
            var before = await ReadAsync();
            Assert.Equal((lint.Lines.Count, false), (before.Disagreements + before.Gaps, lint.Lines.Any(line => line.Accepted is not null)));

            Assert.True((await Get<AcceptGap>().RunAsync(Officer, "judicial-remedy", "The next text has it.", None)).IsOk);

            Assert.Equal(before with { Gaps = before.Gaps - 1 }, await ReadAsync());
        }

        [Fact]
        public async Task What_one_of_two_officers_approved_is_not_counted_away_under_their_hands()
        {
            await RunInClinicAsync(string.Join('\n', Enumerable.Range(10, 20).Select(i => $"INSERT INTO logs VALUES ({i}, 7, '2024-01-01');")));
            await ApprovedSweepAsync();
            Clock.Advance(TimeSpan.FromDays(1));

            Assert.False(await CountAsync());

            Assert.Equal(ErasurePlanState.HalfApproved, (await ReadAsync()).Due!.State);
        }

        [Fact]
        public async Task A_source_that_does_not_answer_is_said_and_never_counted_as_nothing()
        {
            await RunInClinicAsync("ALTER TABLE logs RENAME TO hidden");

            Assert.True(await CountAsync());

            Assert.False((await ReadAsync()).Due!.IsComplete);
        }

        [Fact]
        public async Task Staff_sees_it_and_only_the_portal_counts_by_itself()
        {
            foreach (var who in new[] { Officer, TestActors.Administrator(), TestActors.Auditor() }) Assert.True((await Get<ReadConcerns>().RunAsync(who, None)).IsOk);
            Assert.IsType<NotPermitted>((await Get<ReadConcerns>().RunAsync(await AddPersonAsync(), None)).Problem);
            Assert.IsType<NotPermitted>((await Get<CountDue>().RunAsync(Officer, None)).Problem);
        }
    }

    public sealed class OnPostgreSql() : ConcernTests(Provider.PostgreSql);
}

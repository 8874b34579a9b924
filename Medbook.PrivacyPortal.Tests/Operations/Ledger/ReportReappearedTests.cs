using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.Replay;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Ledger;
using Medbook.PrivacyPortal.Tests.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Ledger;

/// <summary>What an erasure took from a source that its operator then restored.</summary>
public abstract class ReportReappearedTests(Provider provider) : ErasureTests(provider)
{
    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddSingleton<SourceReplay>().AddSingleton<ILedgerReplay>(provider => provider.GetRequiredService<SourceReplay>());
    }

    [Fact]
    public async Task Officers_are_told_once_what_came_back_and_a_replay_takes_it_again()
    {
        await AddStaffAsync("officer@example.org");
        await ApprovedAsync();
        Assert.True(await CarryOutAsync());
        Assert.Equal(0L, await ReportAsync());
        Assert.Empty(await ReportsAsync());
        var mails = await MailsAsync();

        await RunInClinicAsync("INSERT INTO members VALUES (1, 'ada@example.org'); INSERT INTO visits VALUES (1, 1, 'first of ada'), (9, 1, 'new of ada')");
        Assert.Equal(2L, await ReportAsync());
        Assert.Equal(2L, await ReportAsync());

        Assert.Equal(["2"], await ReportsAsync());
        var mail = Assert.Single((await MailsAsync()).Except(mails));
        Assert.Contains("- members: 1\n- visits: 1\n", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("of ada", mail, StringComparison.Ordinal);

        // A row that nobody erased leads to the member: it keeps them.
        Assert.Equal(new LedgerReplayed(1, 1), (await Get<ReplayLedger>().RunAsync(TestActors.Operator(), "clinic", Now.AddDays(-1), None)).Value);
        await RunInClinicAsync("DELETE FROM visits WHERE id = 9");
        Assert.Equal(new LedgerReplayed(1, 0), (await Get<ReplayLedger>().RunAsync(TestActors.Operator(), "clinic", Now.AddDays(-1), None)).Value);
        Assert.Equal(0L, await ReportAsync());
        Assert.Equal(["2", "0"], await ReportsAsync());
        Assert.DoesNotContain(await HeldAsync(), line => line.StartsWith("members: 1", StringComparison.Ordinal) || line.StartsWith("visits: 1", StringComparison.Ordinal));
        Assert.Contains("members: 2, ben@example.org", await HeldAsync());
    }

    [Fact]
    public async Task A_masked_record_that_stays_is_no_record_that_came_back()
    {
        await ApprovedAsync();
        Assert.True(await CarryOutAsync());
        Assert.Contains("invoices: 1, nothing, (removed)", await HeldAsync());
        Assert.Equal(0L, await ReportAsync());

        await RunInClinicAsync("UPDATE invoices SET name = 'Ada' WHERE id = 1");

        Assert.Equal(1L, await ReportAsync());
        Assert.Equal(new LedgerReplayed(1, 0), (await Get<ReplayLedger>().RunAsync(TestActors.Operator(), "clinic", Now.AddDays(-1), None)).Value);
        Assert.Contains("invoices: 1, nothing, (removed)", await HeldAsync());
    }

    [Fact]
    public async Task Only_the_portal_looks()
    {
        Assert.IsType<NotPermitted>((await Get<ReportReappeared>().RunAsync(Officer, None)).Problem);
    }

    private async Task<long> ReportAsync() => (await Get<ReportReappeared>().RunAsync(Actor.Portal, None)).Value;

    private Task<List<string?>> ReportsAsync() =>
        ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.RecordsReappeared && e.Reference == "clinic").OrderBy(e => e.Id).Select(e => e.Detail).ToListAsync());

    private Task<List<string>> MailsAsync() => ReadAsync(db => db.OutgoingMails.Where(m => m.To == "officer@example.org").Select(m => m.Body).ToListAsync());

    public sealed class OnSqlite() : ReportReappearedTests(Provider.Sqlite)
    {
        [Fact]
        public async Task A_replay_in_a_source_that_somebody_reads_for_long_says_that_it_has_to_be_done_again()
        {
            await ApprovedAsync();
            Assert.True(await CarryOutAsync());
            await RunInClinicAsync("PRAGMA journal_mode = WAL");
            await RunInClinicAsync("INSERT INTO members VALUES (1, 'ada@example.org')");
            await using var reader = new SqliteConnection(Clinic);
            await reader.OpenAsync();
            await using var reading = reader.BeginTransaction(deferred: true);
            await using var count = reader.CreateCommand();
            count.CommandText = "SELECT count(*) FROM members";
            Assert.Equal(2L, await count.ExecuteScalarAsync());

            var replaying = Task.Run(() => Get<ReplayLedger>().RunAsync(TestActors.Operator(), "clinic", Now.AddDays(-1), None));
            await Waiting.UntilAsync(() =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(replaying.IsCompleted);
            });

            Assert.Equal(new ReplayFailed("clinic", SourceFault.Locked), (await replaying).Problem);
        }
    }

    public sealed class OnPostgreSql() : ReportReappearedTests(Provider.PostgreSql);
}

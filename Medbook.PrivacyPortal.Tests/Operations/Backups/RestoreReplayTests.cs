using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Ledger;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Backups;

/// <summary>What an erasure took from the portal's own tables since the backup: gone again before the restore is done.</summary>
public abstract class RestoreReplayTests(Provider provider) : BackupTests(provider)
{
    [Fact]
    public async Task Rows_that_were_erased_since_are_erased_again_and_those_of_others_are_untouched()
    {
        var (gone, stays) = (await AddPersonAsync("gone@example.org"), await AddPersonAsync("stays@example.org"));
        var (theirs, others) = (await AddRequestAsync(gone), await AddRequestAsync(stays));
        await MakeAsync();
        Clock.Advance(TimeSpan.FromDays(3));
        await Get<DestructionLedger>().AppendAsync(
            [Erased("person", gone.Subject!.Value.Value), new Destruction(Guid.NewGuid(), Map.PortalSource, "account", [gone.Id]), Erased("requests", theirs)], None);

        var machine = await NewMachineAsync(withMap: true);
        var restored = await RestoreAsync(machine);

        Assert.True(restored.IsOk, restored.Problem?.Code);
        Assert.Equal(3, restored.Value.Destroyed);
        await using var db = await machine.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        Assert.Equal(["stays@example.org"], await db.Users.Select(user => user.Email).ToListAsync());
        Assert.Equal([stays.Subject!.Value], await db.Subjects.Select(subject => subject.Key).ToListAsync());
        Assert.Equal(("(removed)", ""), (await WordsAsync(db, theirs), await WordsAsync(db, others)));
        Assert.Equal("3", await db.AuditEntries.Where(e => e.Action == AuditAction.LedgerReplayed && e.Reference == Map.PortalSource).Select(e => e.Detail).SingleAsync());
        Assert.False(machine.GetRequiredService<RestoreMark>().IsThere);
    }

    [Fact]
    public async Task A_person_who_came_back_before_the_backup_is_untouched()
    {
        var first = await AddPersonAsync("again@example.org");
        await Get<DestructionLedger>().AppendAsync([Erased("person", first.Subject!.Value.Value), new Destruction(Guid.NewGuid(), Map.PortalSource, "account", [first.Id])], None);
        await using (var db = await OpenAsync())
        {
            await db.Subjects.Where(subject => subject.Key == first.Subject).ExecuteDeleteAsync();
            await db.Users.Where(user => user.Id == first.Id).ExecuteDeleteAsync();
        }
        var second = await AddPersonAsync("again@example.org");
        await MakeAsync();

        var machine = await NewMachineAsync(withMap: true);
        Assert.True((await RestoreAsync(machine)).IsOk);
        await using var restored = await machine.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        Assert.Equal(second.Id, await restored.Users.Select(user => user.Id).SingleAsync());
    }

    [Fact]
    public async Task A_database_that_others_restored_is_replayed_by_name_and_a_second_time_finds_nothing()
    {
        var gone = await AddPersonAsync("gone@example.org");
        await Get<DestructionLedger>().AppendAsync([Erased("person", gone.Subject!.Value.Value), new Destruction(Guid.NewGuid(), Map.PortalSource, "account", [gone.Id])], None);
        var portal = Portal([.. MoreSettings], withMap: true);
        Task<Medbook.PrivacyPortal.Domain.Result<LedgerReplayed>> ReplayAsync(string source, DateTimeOffset to) =>
            RunAsync<ReplayLedger, Medbook.PrivacyPortal.Domain.Result<LedgerReplayed>>(portal, replay => replay.RunAsync(TestActors.Operator(), source, to, None));

        Assert.Equal(new LedgerHasNoReplay("crm", "portal, vault"), (await ReplayAsync("crm", Now)).Problem);
        Assert.Equal(new LedgerReplayed(0, 0), (await ReplayAsync(Map.PortalSource, Now.AddDays(1))).Value);
        Assert.Equal(new LedgerReplayed(2, 0), (await ReplayAsync(Map.PortalSource, Now)).Value);
        Assert.Equal(new LedgerReplayed(0, 0), (await ReplayAsync(Map.PortalSource, Now)).Value);
        Assert.Empty(await ReadAsync(db => db.Users.ToListAsync()));
    }

    [Fact]
    public async Task What_the_map_no_longer_knows_keeps_the_portal_closed()
    {
        await MakeAsync();
        await Get<DestructionLedger>().AppendAsync([new Destruction(Guid.NewGuid(), Map.PortalSource, "no-such-records", ["1"])], None);
        var machine = await NewMachineAsync(withMap: true);

        Assert.Equal(new LedgerNotReplayed(Map.PortalSource), (await RestoreAsync(machine)).Problem);
        Assert.True(machine.GetRequiredService<RestoreMark>().IsThere);
    }

    private async Task<Guid> AddRequestAsync(Actor person)
    {
        await using var db = await OpenAsync();
        var request = RightsRequest.Start(Guid.CreateVersion7(Now), person.Subject!.Value, RequestKind.Access, RequestScope.Everything, "en-GB", Now);
        db.AddRange(request, AuditEntry.Of(person, AuditAction.RequestStarted, Now, person.Subject));
        await db.SaveChangesAsync();
        return request.Id;
    }

    // A UUID is a text in upper case in SQLite, and written in lower case by PostgreSQL: the ledger names a key as the source writes it.
    private Destruction Erased(string dataset, Guid key) => new(Guid.NewGuid(), Map.PortalSource, dataset,
        [Database.Provider == Provider.Sqlite ? key.ToString().ToUpperInvariant() : key.ToString()]);

    private static Task<string?> WordsAsync(PortalDb db, Guid request) => db.Requests.Where(r => r.Id == request).Select(r => (string?)r.Words).SingleAsync();

    public sealed class OnSqlite() : RestoreReplayTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : RestoreReplayTests(Provider.PostgreSql);
}

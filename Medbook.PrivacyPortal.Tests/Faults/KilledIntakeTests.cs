using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Operations.Intake;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>A poller that is killed between the mailbox and the commit: the mail is taken in again, once, and nothing of the first try is left.</summary>
public abstract class KilledIntakeTests(Provider provider) : IntakeTests(provider)
{
    private readonly string temporary = TestFolders.Create("temporary");

    public override async Task DisposeAsync()
    {
        TestFolders.Delete(temporary);
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("file added saving", 1)]
    [InlineData("file added committed", 1)]
    [InlineData("file added committed", 2)]
    [InlineData("RequestEntered saving", 1)]
    // The rows are written, and the transaction around them is not committed.
    [InlineData("RequestEntered committed", 1)]
    public async Task A_mail_whose_poller_was_killed_becomes_one_case_with_its_files_once(string phase, int occurrence)
    {
        var mail = TestMail.WithFiles(("one.pdf", TestMail.Pdf("one")), ("two.pdf", TestMail.Pdf("two")));
        await using (var worker = CopyProcess.Start(Order(mail, new StopPoint(phase, occurrence)), temporary))
        {
            await worker.ReachAsync(new StopPoint(phase, occurrence));
            await worker.KillAsync();
        }
        Assert.Equal(0, await ReadAsync(db => db.ReceivedMails.CountAsync()));
        // What the dashboard shows died with the transaction: it counts no case that is not there.
        Assert.Equal((0, 0), await FiguresAsync());

        Assert.Equal(MailPlace.Case, await TakeInAsync(mail));
        Assert.Equal(MailPlace.Case, await TakeInAsync(mail));

        Assert.Equal("2026-0001", (await OnlyRequestAsync()).Number);
        Assert.Equal((1, 0), await FiguresAsync());
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal(["one.pdf", "two.pdf"], await ReadAsync(db => db.CaseAttachments.Select(a => a.FileName).Order().ToListAsync()));
        Clock.Advance(DropUnclaimedFiles.Patience + TimeSpan.FromSeconds(1));
        Assert.True((await Get<DropUnclaimedFiles>().RunAsync(Actor.Portal, None)).IsOk);
        Assert.True((await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None)).IsOk);
        var living = await ReadAsync(db => db.VaultFiles.Where(file => file.State != VaultFileState.Destroyed).ToListAsync());
        Assert.Equal([VaultFileState.Ready, VaultFileState.Ready], living.Select(file => file.State));
        Assert.Equal(living.Select(file => (Guid?)file.Id).Order(), Get<PortalVault>().StoredIds().Order());
    }

    /// <returns>How many requests the figures say there are, and how many figures a recount finds wrong.</returns>
    private async Task<(int Counted, int Wrong)> FiguresAsync() =>
        (await ReadAsync(db => db.RequestFigures.SumAsync(figure => figure.Count)), await ReadAsync(db => FigureCheck.DifferencesAsync(db, None)));

    private WorkerOrder Order(string mail, StopPoint stop) =>
        new(Database.Provider, Database.ConnectionString, Database.Folder, new(MoreSettings), Now, WorkerAct.TakeInMail) { Mail = mail, Stops = [stop] };

    public sealed class OnSqlite() : KilledIntakeTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : KilledIntakeTests(Provider.PostgreSql);
}

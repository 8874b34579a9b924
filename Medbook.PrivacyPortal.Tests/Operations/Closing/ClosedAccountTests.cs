using System.Text;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Closing;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Closing;

/// <summary>What is left of somebody whose account closed.</summary>
public abstract class ClosedAccountTests(Provider provider) : ClosingTests(provider)
{
    private const string Canary = "canary of 5 January";

    protected override string FourEyesFrom => "1000";

    [Fact]
    public async Task The_account_and_all_that_leads_to_the_person_goes_and_the_proofs_stay()
    {
        var (person, closing) = await AskedAsync();
        // Answered long before: what was asked goes, that it was answered stays.
        var request = await SubmitAsync(person, RequestKind.Access, words: Canary);
        Assert.Null((await GrantAsync(request.Request, Canary)).Problem);
        var file = await AddFileAsync(person);
        await BeginItAsync();
        var link = LinkIn(await NewestMailAsync());
        Assert.False(await IsGoneAsync(person));

        await CarryOutClosingAsync(closing);

        Assert.True(await IsGoneAsync(person));
        Assert.DoesNotContain(await HeldAsync(), line => line.Contains("ada", StringComparison.Ordinal));
        Assert.Contains("members: 2, ben@example.org", await HeldAsync());
        Assert.Equal((ClosingState.Closed, ErasurePlanState.Done), ((await StoredClosingAsync(closing)).State, (await PlanAsync(closing)).State));
        var proof = await StoredAsync(request.Request);
        Assert.Equal((Outcome.Granted, "(removed)", null), (proof.Outcome!.Value, proof.Words, proof.Letter));
        Assert.Equal(0, await ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.True(await ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Subject == person.Subject && e.Action == AuditAction.ClosingAsked)));
        var stored = await ReadAsync(db => db.VaultFiles.SingleAsync(f => f.Id == file));
        Assert.Equal(VaultFileState.Destroyed, stored.State);
        Assert.True(Get<DestructionLedger>().Open(Destruction.Vault, since: null).Contains(Destruction.FileKeys, Destruction.VaultKey(file)));
        Assert.True(Get<DestructionLedger>().Open("portal", since: null).Contains("account", person.Id));

        // Recipients find the data by the number that the portal itself forgot, until they did it.
        var notices = (await Get<ListCaseNotices>().RunAsync(Officer, closing, None)).Value!;
        Assert.Equal(["accreditation-committee", "authorities", "employer", "staff-and-suppliers"], notices.Select(notice => notice.Recipient).Order());
        Assert.All(notices, notice => Assert.All(notice.Items, item => Assert.Equal(("clinic", "1"), (item.Source, item.Person))));
        Assert.Null((await Get<SettleNotice>().RunAsync(Officer, notices[0].Id, notices[0].Revision, NoticeState.ToldOtherwise, "By telephone.", None)).Problem);

        await LooksAtTheResultAsync(link);
    }

    [Fact]
    public async Task A_request_that_came_meanwhile_stops_it_and_afterwards_it_goes_on_without_looking_elsewhere_again()
    {
        var (person, closing) = await BegunAsync();
        var open = await SubmitAsync(person, RequestKind.Access);
        await SendMailsAsync();

        await CarryOutClosingAsync(closing);

        Assert.Equal((ErasurePlanState.Stopped, "open-case"), ((await PlanAsync(closing)).State, (await PlanAsync(closing)).Failure));
        Assert.DoesNotContain(await HeldAsync(), line => line.Contains("ada", StringComparison.Ordinal));
        Assert.False(await IsGoneAsync(person));
        Assert.Null((await Get<WithdrawRequest>().RunAsync(person, open.Request, None)).Problem);
        await SendMailsAsync();
        // As if the portal had died when the first of its own rows were gone.
        await using (var db = await OpenAsync()) await db.SubjectLinks.Where(l => l.Subject == person.Subject).ExecuteDeleteAsync();
        Assert.Null((await Get<RetryErasure>().RunAsync(Officer, closing, (await PlanAsync(closing)).Revision, None)).Problem);
        Assert.True(await CarryOutAsync());

        Assert.True(await IsGoneAsync(person));
        Assert.Equal(2L, (await StepAsync(closing, "visits")).Deleted);
        Assert.Equal(ClosingState.Closed, (await StoredClosingAsync(closing)).State);
    }

    [Fact]
    public async Task A_hold_on_everything_of_the_person_keeps_the_account_and_its_files_until_it_is_released()
    {
        var (person, closing) = await BegunAsync();
        var file = await AddFileAsync(person);
        var hold = Guid.CreateVersion7();
        var order = new HoldOrder(new HoldTarget(person.Subject), HoldGround.LegalClaims, "Labour court", "The night of 5 January", Today.AddMonths(6));
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, hold, order, None)).Problem);

        await CarryOutClosingAsync(closing);

        Assert.False(await IsGoneAsync(person));
        Assert.Equal((ClosingState.Begun, ErasurePlanState.Done), ((await StoredClosingAsync(closing)).State, (await PlanAsync(closing)).State));
        Assert.NotEqual(VaultFileState.Destroyed, await ReadAsync(db => db.VaultFiles.Where(f => f.Id == file).Select(f => f.State).SingleAsync()));
        var seen = await ReadAsync(db => db.LegalHolds.Select(h => new SeenHold(h.Id, h.Revision)).SingleAsync());
        Assert.Null((await Get<ReleaseHold>().RunAsync(Officer, seen, "The court decided.", None)).Problem);
        await CarryOutClosingAsync(closing);

        Assert.True(await IsGoneAsync(person));
        Assert.Equal(ClosingState.Closed, (await StoredClosingAsync(closing)).State);
        Assert.Equal(VaultFileState.Destroyed, await ReadAsync(db => db.VaultFiles.Where(f => f.Id == file).Select(f => f.State).SingleAsync()));
    }

    [Fact]
    public async Task A_hold_elsewhere_keeps_the_account_too_because_nobody_else_knows_whose_the_records_are()
    {
        var (person, closing) = await BegunAsync();
        var link = LinkIn(await NewestMailAsync());
        var order = new HoldOrder(new HoldTarget(person.Subject, "clinic", "visits"), HoldGround.LegalClaims, "Labour court", "The night of 5 January", Today.AddMonths(6));
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, Guid.CreateVersion7(), order, None)).Problem);

        await CarryOutClosingAsync(closing);

        Assert.False(await IsGoneAsync(person));
        Assert.DoesNotContain(await HeldAsync(), line => line.Contains("invoices: 1, 1", StringComparison.Ordinal));
        Assert.Contains("visits: 1, 1, first of ada", await HeldAsync());
        Assert.Equal(0, (await Get<ResumeErasures>().RunAsync(Actor.Portal, None)).Value);
        Assert.True((await Get<PreviewClosing>().RunAsync(person, None)).Value!.IsHeld);
        Assert.IsType<ClosingTooLate>((await Get<KeepAccount>().RunAsync(person, None)).Problem);
        var result = (await Get<ReadClosingResult>().RunAsync(Actor.Visitor, link, None)).Value!;
        Assert.Equal((ClosingState.Begun, 2L), (result.Closing.State, result.Erasure.Steps.Single(step => step.Dataset == "visits").Held));

        var seen = await ReadAsync(db => db.LegalHolds.Select(h => new SeenHold(h.Id, h.Revision)).SingleAsync());
        Assert.Null((await Get<ReleaseHold>().RunAsync(Officer, seen, "The court decided.", None)).Problem);
        Assert.IsType<ClosingTooLate>((await Get<KeepAccount>().RunAsync(person, None)).Problem);
        await CarryOutClosingAsync(closing);

        Assert.True(await IsGoneAsync(person));
        Assert.DoesNotContain(await HeldAsync(), line => line.Contains("ada", StringComparison.Ordinal));
        Assert.Equal(ClosingState.Closed, (await StoredClosingAsync(closing)).State);
    }

    private DateOnly Today => DateOnly.FromDateTime(Now.Date);

    private async Task LooksAtTheResultAsync(string link)
    {
        var result = (await Get<ReadClosingResult>().RunAsync(Actor.Visitor, link, None)).Value!;
        Assert.Equal(1L, result.Erasure.Steps.Single(step => step is { Source: "portal", Dataset: "account" }).Deleted);
        if (Database.Provider == Provider.Sqlite) AssertNoByteOf(Canary, Address);
        Clock.Advance(TimeSpan.FromDays(29));
        Assert.True((await Get<ReadClosingResult>().RunAsync(Actor.Visitor, link, None)).IsOk);
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<LinkSpent>((await Get<ReadClosingResult>().RunAsync(Actor.Visitor, link, None)).Problem);
    }

    private async Task BeginItAsync()
    {
        Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(1, await RemindAsync());
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await BeginAsync());
        await SendMailsAsync();
    }

    private async Task CarryOutClosingAsync(Guid closing)
    {
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, closing, None)).Problem);
        Assert.Null((await ApproveAsync(closing)).Problem);
        Assert.True(await CarryOutAsync());
    }

    private Task<bool> IsGoneAsync(Actor person) => ReadAsync(async db =>
        !await db.Users.AnyAsync(user => user.Id == person.Id) && !await db.Subjects.AnyAsync(s => s.Key == person.Subject)
        && !await db.SubjectLinks.AnyAsync(l => l.Subject == person.Subject));

    private async Task<Guid> AddFileAsync(Actor person)
    {
        var file = await Get<FileVault>().NewFileAsync(person.Subject!.Value.Value, None);
        await using var db = await OpenAsync();
        db.VaultFiles.Add(file);
        await db.SaveChangesAsync();
        return file.Id;
    }

    private void AssertNoByteOf(params string[] words)
    {
        foreach (var file in Directory.EnumerateFiles(Database.Folder, "*.db*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var word in words) Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) < 0, $"{Path.GetFileName(file)} holds '{word}'.");
        }
    }

    public sealed class OnSqlite() : ClosedAccountTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ClosedAccountTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Breaches;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Breaches;

public abstract class BreachLogTests(Provider provider) : CaseTests(provider)
{
    private static readonly BreachFacts Facts = new("A laptop was stolen.", "doctors", 40, "addresses", 40, "Unwanted mails.", "The disk was wiped.");

    [Fact]
    public async Task It_is_recorded_once_however_often_the_button_is_pressed()
    {
        var id = Guid.CreateVersion7();
        Assert.True((await Get<RecordBreach>().RunAsync(Officer, id, Facts, Now, None)).IsOk);
        Assert.True((await Get<RecordBreach>().RunAsync(Officer, id, Facts, Now, None)).IsOk);

        var view = await ReadAsync(id);
        Assert.Equal((Facts, Now.AddHours(72)), (view.Breach.Facts, view.Breach.ClockEndsAt!.Value));
        Assert.Single(view.Breach.Entries);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.BreachRecorded)));
    }

    [Fact]
    public async Task The_notices_follow_from_what_is_known_until_an_officer_writes_them()
    {
        var id = await RecordAsync();

        var drafts = (await ReadAsync(id)).Drafts;
        Assert.Equal(6, drafts.Count);
        var english = drafts.Single(draft => draft is { Audience: BreachAudience.Authority, Language: "en-GB" }).Text;
        Assert.All([Facts.What, Facts.People, Facts.Records, Facts.Consequences, Facts.Measures, "2 March 2026", "10:00"], known => Assert.Contains(known, english, StringComparison.Ordinal));

        var mine = new BreachDraft(BreachAudience.Authority, "fr-BE", "Notre propre texte.");
        Assert.True((await Get<SaveBreachDraft>().RunAsync(Officer, (await ReadAsync(id)).Seen, mine, None)).IsOk);
        drafts = (await ReadAsync(id)).Drafts;
        Assert.Contains(mine, drafts);
        Assert.Equal(6, drafts.Count);
    }

    [Fact]
    public async Task It_is_assessed_told_and_waived_and_every_step_stays()
    {
        var id = await RecordAsync();
        Assert.True((await Get<CorrectBreach>().RunAsync(Officer, await SeenAsync(id), Facts with { PeopleCount = 55 }, None)).IsOk);
        Assert.True((await Get<AssessBreach>().RunAsync(Officer, await SeenAsync(id), BreachRisk.Risk, "Addresses only.", None)).IsOk);
        Assert.True((await Get<TellOfBreach>().RunAsync(Officer, await SeenAsync(id), BreachAudience.Authority, Now, "Form 12", "", None)).IsOk);
        Assert.True((await Get<WaiveBreachNotice>().RunAsync(Officer, await SeenAsync(id), BreachAudience.People, "No high risk.", None)).IsOk);

        var breach = (await ReadAsync(id)).Breach;
        Assert.True(breach.IsSettled);
        Assert.Equal([BreachStep.Recorded, BreachStep.Corrected, BreachStep.Assessed, BreachStep.Told, BreachStep.Waived], breach.Entries.Select(entry => entry.Step));
        Assert.Equal(["Addresses only.", "Form 12", "No high risk."], breach.Entries.Skip(2).Select(entry => entry.Words));
        Assert.Equal(
            [AuditAction.BreachRecorded, AuditAction.BreachCorrected, AuditAction.BreachAssessed, AuditAction.BreachTold, AuditAction.BreachWaived],
            await ReadAsync(db => db.AuditEntries.Where(e => e.Reference == id.ToString()).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task Of_two_officers_who_saw_the_same_the_second_looks_again()
    {
        var id = await RecordAsync();
        var seen = await SeenAsync(id);

        Assert.True((await Get<AssessBreach>().RunAsync(Officer, seen, BreachRisk.Risk, "Mine.", None)).IsOk);
        Assert.IsType<ChangedMeanwhile>((await Get<AssessBreach>().RunAsync(Officer, seen, BreachRisk.High, "Mine too.", None)).Problem);

        Assert.Equal(BreachRisk.Risk, (await ReadAsync(id)).Breach.Risk);
    }

    [Fact]
    public async Task The_officers_are_reminded_at_24_and_at_6_hours_left_each_once()
    {
        await AddStaffAsync("officer-a@example.org", Role.Officer, "nl-BE");
        await AddStaffAsync("officer-b@example.org", Role.Officer, "en-GB");
        await AddStaffAsync("auditor@example.org", Role.Auditor);
        var id = await RecordAsync();
        foreach (var (hours, expected) in new[] { (47, 0), (1, 1), (0, 0), (17, 0), (1, 1), (10, 0) })
        {
            Clock.Advance(TimeSpan.FromHours(hours));
            Assert.Equal(expected, await RemindAsync());
        }

        var mails = await ReadAsync(db => db.OutgoingMails.OrderBy(mail => mail.Id).ToListAsync());
        Assert.Equal(["officer-a@example.org", "officer-b@example.org", "officer-a@example.org", "officer-b@example.org"], mails.OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.To).Select(mail => mail.To));
        Assert.Equal(["Data breach: 24 hours left to tell the authority", "Data breach: 6 hours left to tell the authority"],
            mails.Where(mail => mail.To.StartsWith("officer-b", StringComparison.Ordinal)).OrderBy(mail => mail.CreatedAt).Select(mail => mail.Subject));
        Assert.All(mails, mail => Assert.EndsWith($"https://privacy.example.org/manage/breaches/{id}", mail.Body));
        Assert.All(mails, mail => Assert.DoesNotContain("laptop", mail.Body, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Once_it_is_settled_with_the_authority_nobody_is_reminded()
    {
        await AddStaffAsync("officer@example.org");
        var id = await RecordAsync();
        Assert.True((await Get<AssessBreach>().RunAsync(Officer, await SeenAsync(id), BreachRisk.Unlikely, "Encrypted.", None)).IsOk);
        Assert.True((await Get<WaiveBreachNotice>().RunAsync(Officer, await SeenAsync(id), BreachAudience.Authority, "Encrypted.", None)).IsOk);
        Clock.Advance(TimeSpan.FromHours(50));

        Assert.Equal(0, await RemindAsync());
    }

    [Fact]
    public async Task Every_breach_is_on_exactly_one_page_the_newest_first()
    {
        for (var n = 0; n < 30; n++)
        {
            if (n % 3 == 0) Clock.Advance(TimeSpan.FromHours(1));
            await RecordAsync();
        }

        var first = (await Get<ListBreaches>().RunAsync(TestActors.Auditor(), null, None)).Value!;
        var second = (await Get<ListBreaches>().RunAsync(TestActors.Auditor(), first.Next, None)).Value!;

        Assert.Equal((25, 5, null), (first.Rows.Count, second.Rows.Count, second.Next));
        Assert.Equal(30, first.Rows.Concat(second.Rows).Select(row => row.Id).Distinct().Count());
        Assert.Equal(Now, first.Rows[0].NoticedAt);
        await using var db = await OpenAsync();
        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, ListBreaches.Page(db, first.Next)), "Breaches");
        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, RemindOfBreaches.Due(db, Now)), "Breaches");
    }

    [Fact]
    public async Task Officers_write_and_auditors_read()
    {
        var id = await RecordAsync();
        var (auditor, seen) = (TestActors.Auditor(), await SeenAsync(id));

        Assert.IsType<NotPermitted>((await Get<RecordBreach>().RunAsync(auditor, Guid.NewGuid(), Facts, Now, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<AssessBreach>().RunAsync(auditor, seen, BreachRisk.High, "Why.", None)).Problem);
        Assert.IsType<NotPermitted>((await Get<TellOfBreach>().RunAsync(auditor, seen, BreachAudience.People, Now, "Mail", "", None)).Problem);
        Assert.True((await Get<ReadBreach>().RunAsync(auditor, id, None)).IsOk);
        Assert.IsType<NotPermitted>((await Get<ListBreaches>().RunAsync(await AddPersonAsync(), null, None)).Problem);
    }

    private async Task<Guid> RecordAsync()
    {
        var id = Guid.CreateVersion7();
        Assert.Null((await Get<RecordBreach>().RunAsync(Officer, id, Facts, Now, None)).Problem);
        return id;
    }

    private async Task<BreachView> ReadAsync(Guid id) => (await Get<ReadBreach>().RunAsync(Officer, id, None)).Value!;

    private async Task<SeenBreach> SeenAsync(Guid id) => (await ReadAsync(id)).Seen;

    private async Task<int> RemindAsync() => (await Get<RemindOfBreaches>().RunAsync(Actor.Portal, None)).Value;

    public sealed class OnSqlite() : BreachLogTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : BreachLogTests(Provider.PostgreSql);
}

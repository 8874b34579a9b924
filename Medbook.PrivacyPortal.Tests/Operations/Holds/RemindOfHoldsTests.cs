using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Holds;

/// <summary>A hold of 2 March 2026 on a person, to be looked at again on 1 June.</summary>
public abstract class RemindOfHoldsTests(Provider provider) : CaseTests(provider)
{
    private static readonly DateOnly ReviewOn = new(2026, 6, 1);
    private Guid hold;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddStaffAsync("officer-a@example.org", Role.Officer, "nl-BE");
        await AddStaffAsync("officer-b@example.org", Role.Officer, "en-GB");
        await AddStaffAsync("admin@example.org", Role.Administrator, "fr-BE");
        hold = await PlaceAsync((await AddPersonAsync()).Subject!.Value);
    }

    [Fact]
    public async Task Nobody_is_told_before_the_day_of_review()
    {
        Clock.Advance(TimeSpan.FromDays(90));

        Assert.Equal(0, await RemindAsync());
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Every_officer_is_told_once_in_their_language_and_the_mail_names_nobody()
    {
        Clock.Advance(TimeSpan.FromDays(91));

        Assert.Equal(1, await RemindAsync());
        Assert.Equal(0, await RemindAsync());

        var mails = await MailsAsync();
        Assert.Equal(["officer-a@example.org", "officer-b@example.org"], mails.Select(mail => mail.To).Order());
        var english = mails.Single(mail => mail.To.StartsWith("officer-b", StringComparison.Ordinal));
        Assert.Equal("A legal hold is due for review", english.Subject);
        Assert.Contains("due for review since 1 June 2026", english.Body, StringComparison.Ordinal);
        Assert.All(mails, mail => Assert.EndsWith($"https://privacy.example.org/manage/holds/{hold}", mail.Body));
        Assert.All(mails, mail => Assert.DoesNotContain("Labour court", mail.Body, StringComparison.Ordinal));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.HoldReviewDue && e.Reference == hold.ToString())));
        Assert.True((await ReadAsync(db => db.LegalHolds.SingleAsync())).IsInForce);
    }

    [Fact]
    public async Task A_hold_that_was_kept_on_is_told_again_on_its_next_day()
    {
        Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(1, await RemindAsync());
        var stored = await ReadAsync(db => db.LegalHolds.SingleAsync());
        Assert.True((await Get<ReviewHold>().RunAsync(Officer, new SeenHold(hold, stored.Revision), new(2026, 7, 1), "The case runs.", None)).IsOk);

        Assert.Equal(0, await RemindAsync());
        Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await RemindAsync());
    }

    [Fact]
    public async Task Of_a_released_hold_nobody_is_told()
    {
        var stored = await ReadAsync(db => db.LegalHolds.SingleAsync());
        Assert.True((await Get<ReleaseHold>().RunAsync(Officer, new SeenHold(hold, stored.Revision), "Judgment.", None)).IsOk);
        Clock.Advance(TimeSpan.FromDays(91));

        Assert.Equal(0, await RemindAsync());
    }

    [Fact]
    public async Task Each_of_more_holds_than_one_batch_is_told_once()
    {
        await using (var db = await OpenAsync())
        {
            for (var n = 0; n < 120; n++) db.LegalHolds.Add(LegalHold.Place(Guid.NewGuid(), Order(SubjectKey.New()), Officer, Now).Value!);
            db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.HoldPlaced, Now));
            await db.SaveChangesAsync();
        }
        Clock.Advance(TimeSpan.FromDays(91));

        Assert.Equal(121, await RemindAsync());
        Assert.Equal(0, await RemindAsync());
    }

    [Fact]
    public async Task The_search_for_what_is_due_uses_the_index_of_the_list()
    {
        await using var db = await OpenAsync();

        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, RemindOfHolds.Due(db, ReviewOn, new(DateOnly.MinValue, Guid.Empty)).Take(10)), "LegalHolds");
    }

    [Fact]
    public async Task Only_the_portal_reminds() =>
        Assert.IsType<NotPermitted>((await Get<RemindOfHolds>().RunAsync(TestActors.Officer(), None)).Problem);

    private static HoldOrder Order(SubjectKey subject) => new(new HoldTarget(subject), HoldGround.LegalClaims, "Labour court", "Case 12/345", ReviewOn);

    private async Task<Guid> PlaceAsync(SubjectKey subject)
    {
        var id = Guid.CreateVersion7();
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, id, Order(subject), None)).Problem);
        return id;
    }

    private async Task<int> RemindAsync() => (await Get<RemindOfHolds>().RunAsync(Actor.Portal, None)).Value;

    private Task<List<OutgoingMail>> MailsAsync() => ReadAsync(db => db.OutgoingMails.ToListAsync());

    public sealed class OnSqlite() : RemindOfHoldsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : RemindOfHoldsTests(Provider.PostgreSql);
}

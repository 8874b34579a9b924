using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Links;

public abstract class LinkPersonTests(Provider provider) : ClinicTests(provider)
{
    private static readonly Actor Officer = TestActors.Officer();

    private Actor cleo = null!;

    private SubjectKey Cleo => cleo.Subject!.Value;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        cleo = await AddPersonAsync("cleo@example.org");
    }

    [Fact]
    public async Task A_person_is_linked_with_reason_audit_and_a_mail_that_names_neither_key_nor_reason()
    {
        Assert.True((await LinkAsync("members:1", "Showed the card of the clinic.")).IsOk);

        var link = await LinkOfAsync(Cleo);
        Assert.Equal((LinkOutcome.Linked, "members:1"), (link!.Outcome, link.PersonKey));
        var change = await ReadAsync(db => db.LinkChanges.SingleAsync());
        Assert.Equal((Cleo, "clinic", "members:1", LinkChangeKind.Linked, Officer.Id), (change.Subject, change.Source, change.PersonKey, change.Kind, change.By));
        Assert.Equal("Showed the card of the clinic.", change.Reason);
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.SubjectLinked));
        Assert.Equal((Cleo, Role.Officer, "clinic", change.Id.ToString()), (entry.Subject!.Value, entry.ActorRole, entry.Reference, entry.Detail));

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("cleo@example.org", "A change at Medbook privacy"), (mail.To, mail.Subject));
        Assert.Contains("Data of clinic are now linked to your account.", mail.Body, StringComparison.Ordinal);
        Assert.Contains("https://privacy.example.org/my-data", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("members", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("card", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_officer_linked_stays_at_the_next_sign_in()
    {
        await RunInClinicAsync("UPDATE members SET email = 'cleo@example.org' WHERE id = 2");
        await LinkAsync("members:1");

        Assert.True((await Get<LinkSubject>().RunAsync(cleo, Cleo, None)).IsOk);

        Assert.Equal("members:1", (await LinkOfAsync(Cleo))!.PersonKey);
    }

    [Fact]
    public async Task A_person_is_unlinked_told_so_and_not_linked_again_at_the_next_sign_in()
    {
        await RunInClinicAsync("UPDATE members SET email = 'cleo@example.org' WHERE id = 2");
        Assert.True((await Get<LinkSubject>().RunAsync(cleo, Cleo, None)).IsOk);

        Assert.True((await UnlinkAsync("A namesake with the same mailbox.")).IsOk);
        await Get<LinkSubject>().RunAsync(cleo, Cleo, None);

        Assert.Equal((LinkOutcome.Unlinked, null), ((await LinkOfAsync(Cleo))!.Outcome, (await LinkOfAsync(Cleo))!.PersonKey));
        Assert.Equal("members:2", (await ReadAsync(db => db.LinkChanges.SingleAsync())).PersonKey);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SubjectUnlinked && e.Subject == Cleo)));
        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Contains("no longer linked to your account", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_whom_somebody_else_is_linked_to_is_not_linked_twice()
    {
        var ada = await AddPersonAsync("ada@example.org");
        Assert.True((await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None)).IsOk);

        Assert.IsType<PersonTaken>((await LinkAsync("members:1")).Problem);
        Assert.Null(await LinkOfAsync(Cleo));
        Assert.Equal(0, await ReadAsync(db => db.LinkChanges.CountAsync()));
        Assert.Equal(0, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task A_key_written_another_way_is_the_same_person()
    {
        var ada = await AddPersonAsync("ada@example.org");
        await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None);

        Assert.IsType<PersonTaken>((await LinkAsync("members:001")).Problem);
    }

    [Theory]
    [InlineData("members:3")]
    [InlineData("members:abc")]
    [InlineData("members:1&2")]
    [InlineData("nobodies:1")]
    [InlineData("1")]
    [InlineData("")]
    public async Task Only_a_person_the_source_knows_is_linked(string key)
    {
        Assert.IsType<PersonUnknown>((await LinkAsync(key)).Problem);
        Assert.Equal(0, await ReadAsync(db => db.LinkChanges.CountAsync()));
    }

    [Fact]
    public async Task Of_two_officers_at_once_the_second_sees_the_conflict_and_overwrites_nothing()
    {
        var seen = new SeenLink(Cleo, "clinic", Guid.Empty);
        Assert.True((await Get<LinkPerson>().RunAsync(Officer, seen, "members:1", "First.", None)).IsOk);

        var second = await Get<LinkPerson>().RunAsync(TestActors.Administrator(), seen, "members:2", "Second.", None);

        Assert.IsType<ChangedMeanwhile>(second.Problem);
        Assert.Equal("members:1", (await LinkOfAsync(Cleo))!.PersonKey);
        Assert.Equal("First.", (await ReadAsync(db => db.LinkChanges.SingleAsync())).Reason);
    }

    [Fact]
    public async Task Officers_in_the_same_instant_link_one_person_once()
    {
        var dora = await AddPersonAsync("dora@example.org");
        SubjectKey[] subjects = [Cleo, dora.Subject!.Value, Cleo, dora.Subject!.Value, Cleo, dora.Subject!.Value];

        var all = await Task.WhenAll(subjects.Select(subject => Task.Run(() =>
            Get<LinkPerson>().RunAsync(Officer, new SeenLink(subject, "clinic", Guid.Empty), "members:1", "At once.", None))));

        Assert.Single(all, result => result.IsOk);
        Assert.All(all.Where(result => !result.IsOk), result => Assert.True(result.Problem is PersonTaken or ChangedMeanwhile or AlreadyLinked, result.Problem!.Code));
        Assert.Equal(1, await ReadAsync(db => db.SubjectLinks.CountAsync(l => l.PersonKey == "members:1")));
        Assert.Equal(1, await ReadAsync(db => db.LinkChanges.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Two_who_unlink_at_once_unlink_once()
    {
        await LinkAsync("members:1");
        var seen = new SeenLink(Cleo, "clinic", (await LinkOfAsync(Cleo))!.Revision);

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Get<UnlinkPerson>().RunAsync(Officer, seen, "A mistake.", None))));

        Assert.Single(all, result => result.IsOk);
        Assert.Equal(1, await ReadAsync(db => db.LinkChanges.CountAsync(c => c.Kind == LinkChangeKind.Unlinked)));
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_links_nobody_and_lets_unlink()
    {
        await LinkAsync("members:1");
        await RunInClinicAsync("ALTER TABLE members RENAME TO elsewhere");

        Assert.IsType<SourceNotReadable>((await LinkAsync("members:2")).Problem);
        Assert.True((await UnlinkAsync("It was not them.")).IsOk);
    }

    [Fact]
    public async Task Nothing_is_done_without_a_reason()
    {
        Assert.IsType<LinkReasonMissing>((await LinkAsync("members:1", "  ")).Problem);
        Assert.Null(await LinkOfAsync(Cleo));
    }

    [Fact]
    public async Task Administrators_link_auditors_and_members_do_not_and_nobody_links_themselves()
    {
        var seen = new SeenLink(Cleo, "clinic", Guid.Empty);
        var own = Actor.SignedIn(cleo.Id, Cleo, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");

        Assert.IsType<NotPermitted>((await Get<LinkPerson>().RunAsync(TestActors.Auditor(), seen, "members:1", "Why.", None)).Problem);
        Assert.IsType<NotPermitted>((await Get<UnlinkPerson>().RunAsync(TestActors.Auditor(), seen, "Why.", None)).Problem);
        Assert.IsType<NotPermitted>((await Get<LinkPerson>().RunAsync(cleo, seen, "members:1", "Why.", None)).Problem);
        Assert.IsType<SecondFactorMissing>((await Get<LinkPerson>().RunAsync(TestActors.Officer(secondFactor: false), seen, "members:1", "Why.", None)).Problem);
        Assert.IsType<OwnLink>((await Get<LinkPerson>().RunAsync(own, seen, "members:1", "Why.", None)).Problem);
        Assert.True((await Get<LinkPerson>().RunAsync(TestActors.Administrator(), seen, "members:1", "Why.", None)).IsOk);
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("nowhere")]
    public async Task Only_a_source_of_the_operator_is_linked(string source)
    {
        var seen = new SeenLink(Cleo, source, Guid.Empty);

        Assert.IsType<NotFound>((await Get<LinkPerson>().RunAsync(Officer, seen, "members:1", "Why.", None)).Problem);
        Assert.IsType<NotFound>((await Get<UnlinkPerson>().RunAsync(Officer, seen, "Why.", None)).Problem);
        Assert.IsType<NotFound>((await Get<LinkPerson>().RunAsync(Officer, new SeenLink(SubjectKey.New(), "clinic", Guid.Empty), "members:1", "Why.", None)).Problem);
    }

    [Fact]
    public async Task Somebody_without_an_account_is_told_at_their_address_and_an_unknown_person_not_at_all()
    {
        var (contact, unknown) = (Subject.OfContact("Guest@Example.org", Now), Subject.Unknown(Now));
        await using (var db = await OpenAsync())
        {
            db.AddRange(contact, unknown);
            await db.SaveChangesAsync();
        }

        Assert.True((await Get<LinkPerson>().RunAsync(Officer, new SeenLink(contact.Key, "clinic", Guid.Empty), "members:1", "Wrote from it.", None)).IsOk);
        Assert.True((await Get<LinkPerson>().RunAsync(Officer, new SeenLink(unknown.Key, "clinic", Guid.Empty), "members:2", "Signed the letter.", None)).IsOk);

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal("guest@example.org", mail.To);
        Assert.Contains("now linked to your address", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("my-data", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mail_is_in_the_language_of_the_account()
    {
        await using (var db = await OpenAsync())
        {
            await db.Users.Where(user => user.Id == cleo.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.Language, "fr-BE"));
        }
        await LinkAsync("members:1");

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("fr-BE", "Une modification chez Medbook privacy"), (mail.Language, mail.Subject));
    }

    [Fact]
    public async Task A_change_goes_with_the_person()
    {
        await LinkAsync("members:1");
        await using (var db = await OpenAsync())
        {
            await db.Subjects.Where(s => s.Key == Cleo).ExecuteDeleteAsync();
        }

        Assert.Equal(0, await ReadAsync(db => db.LinkChanges.CountAsync()));
        Assert.Equal(0, await ReadAsync(db => db.SubjectLinks.CountAsync()));
    }

    private async Task<Result> LinkAsync(string key, string reason = "Showed the card.") =>
        await Get<LinkPerson>().RunAsync(Officer, await SeenAsync(), key, reason, None);

    private async Task<Result> UnlinkAsync(string reason) => await Get<UnlinkPerson>().RunAsync(Officer, await SeenAsync(), reason, None);

    private async Task<SeenLink> SeenAsync() => new(Cleo, "clinic", (await LinkOfAsync(Cleo))?.Revision ?? Guid.Empty);

    private Task<SubjectLink?> LinkOfAsync(SubjectKey subject) =>
        ReadAsync(db => db.SubjectLinks.SingleOrDefaultAsync(l => l.Subject == subject && l.Source == "clinic"));

    public sealed class OnSqlite() : LinkPersonTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : LinkPersonTests(Provider.PostgreSql);
}

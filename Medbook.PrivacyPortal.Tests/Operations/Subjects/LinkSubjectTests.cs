using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Subjects;

public abstract class LinkSubjectTests(Provider provider) : ClinicTests(provider)
{
    [Fact]
    public async Task A_verified_address_that_one_person_has_links_that_person_and_is_audited()
    {
        var ada = await AddPersonAsync("ADA@example.org");
        Assert.True((await LinkAsync(ada)).IsOk);

        var link = await LinkOfAsync(ada);
        Assert.Equal((LinkOutcome.Linked, "members:1"), (link.Outcome, link.PersonKey));
        Assert.True(await ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == AuditAction.SubjectLinked && e.Subject == ada.Subject)));
    }

    [Fact]
    public async Task An_address_nobody_has_links_nobody_and_is_tried_again_at_the_next_sign_in()
    {
        var cleo = await AddPersonAsync("cleo@example.org");
        await LinkAsync(cleo);
        Assert.Equal(LinkOutcome.NoMatch, (await LinkOfAsync(cleo)).Outcome);

        await RunInClinicAsync("INSERT INTO members VALUES (3, 'cleo@example.org', 'Cleo', '', 1)");
        await LinkAsync(cleo);
        Assert.Equal("members:3", (await LinkOfAsync(cleo)).PersonKey);
    }

    [Fact]
    public async Task An_address_that_several_persons_have_links_none()
    {
        await RunInClinicAsync("UPDATE members SET email = 'ada@example.org'");
        var ada = await AddPersonAsync("ada@example.org");
        await LinkAsync(ada);

        var link = await LinkOfAsync(ada);
        Assert.Equal((LinkOutcome.SeveralMatches, null), (link.Outcome, link.PersonKey));
    }

    [Fact]
    public async Task An_address_the_source_did_not_verify_links_nobody()
    {
        await RunInClinicAsync("UPDATE members SET confirmed = 0");
        var ada = await AddPersonAsync("ada@example.org");
        await LinkAsync(ada);
        Assert.Equal(LinkOutcome.NoMatch, (await LinkOfAsync(ada)).Outcome);
    }

    [Fact]
    public async Task A_link_once_made_does_not_move_with_a_later_change_of_address()
    {
        var ada = await AddPersonAsync("ada@example.org");
        await LinkAsync(ada);
        await RunInClinicAsync("UPDATE members SET email = 'gone@example.org' WHERE id = 1; UPDATE members SET email = 'ada@example.org' WHERE id = 2");
        await LinkAsync(ada);
        Assert.Equal("members:1", (await LinkOfAsync(ada)).PersonKey);
    }

    [Fact]
    public async Task A_person_whom_another_account_is_linked_to_is_left_to_an_officer()
    {
        await LinkAsync(await AddPersonAsync("ada@example.org"));
        await RunInClinicAsync("UPDATE members SET email = 'second@example.org' WHERE id = 1");
        var second = await AddPersonAsync("second@example.org");
        await LinkAsync(second);

        var link = await LinkOfAsync(second);
        Assert.Equal((LinkOutcome.TakenByAnother, null), (link.Outcome, link.PersonKey));
    }

    [Fact]
    public async Task Of_two_accounts_that_one_person_has_and_that_sign_in_at_once_one_is_linked()
    {
        var (ada, second) = (await AddPersonAsync("ada@example.org"), await AddPersonAsync("second@example.org"));
        await using (var db = await OpenAsync())
        {
            // Both look before either has stored anything: what the database makes of it is what the later one meets.
            var link = SubjectLink.Untried(second.Subject!.Value, "clinic");
            link.Record(["members:1"], isTaken: false, Now);
            db.Add(link);
            await db.SaveChangesAsync();
            var other = SubjectLink.Untried(ada.Subject!.Value, "clinic");
            other.Record(["members:1"], isTaken: false, Now);
            db.Add(other);
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        }

        Assert.True((await LinkAsync(ada)).IsOk);
        Assert.Equal(LinkOutcome.TakenByAnother, (await LinkOfAsync(ada)).Outcome);
    }

    [Fact]
    public async Task Sign_ins_at_once_link_one_person_once()
    {
        var ada = await AddPersonAsync("ada@example.org");
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => LinkAsync(ada))));

        Assert.All(all, result => Assert.True(result.IsOk));
        Assert.Equal("members:1", (await LinkOfAsync(ada)).PersonKey);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SubjectLinked)));
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_keeps_nobody_from_signing_in()
    {
        var ada = await AddPersonAsync("ada@example.org");
        await RunInClinicAsync("ALTER TABLE members RENAME TO elsewhere");
        Assert.True((await LinkAsync(ada)).IsOk);
        Assert.Equal(LinkOutcome.NoMatch, (await LinkOfAsync(ada)).Outcome);

        await RunInClinicAsync("ALTER TABLE elsewhere RENAME TO members");
        await LinkAsync(ada);
        Assert.Equal(LinkOutcome.Linked, (await LinkOfAsync(ada)).Outcome);
    }

    [Fact]
    public async Task Nobody_links_somebody_else()
    {
        var (ada, ben) = (await AddPersonAsync("ada@example.org"), await AddPersonAsync("ben@example.org"));
        Assert.True((await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None)).IsOk);
        Assert.IsType<NotFound>((await Get<LinkSubject>().RunAsync(ada, ben.Subject!.Value, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<LinkSubject>().RunAsync(Actor.Visitor, ada.Subject!.Value, None)).Problem);
    }

    private Task<Result> LinkAsync(Actor who) => Get<LinkSubject>().RunAsync(who, who.Subject!.Value, None);

    private Task<SubjectLink> LinkOfAsync(Actor who) =>
        ReadAsync(db => db.SubjectLinks.SingleAsync(link => link.Subject == who.Subject && link.Source == "clinic"));

    public sealed class OnSqlite() : LinkSubjectTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : LinkSubjectTests(Provider.PostgreSql);
}

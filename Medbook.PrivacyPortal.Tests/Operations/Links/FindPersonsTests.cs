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

public abstract class FindPersonsTests(Provider provider) : ClinicTests(provider)
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
    public async Task Everybody_with_the_address_is_shown_with_what_one_knows_them_by_and_never_a_secret()
    {
        await RunInClinicAsync("UPDATE members SET email = 'Cleo@example.org'");

        var found = (await FindAsync(" cleo@example.org ")).Value!;

        Assert.Equal(["members:1", "members:2"], found.Select(person => person.Key).Order(StringComparer.Ordinal));
        var first = found.Single(person => person.Key == "members:1");
        Assert.Equal(["E-mail: Cleo@example.org", "Name: Ada"], first.Facts.Select(fact => $"{fact.Label.En}: {fact.Value}"));
        Assert.Null(first.LinkedTo);
    }

    [Theory]
    [InlineData("members:1")]
    [InlineData("1")]
    [InlineData("001")]
    public async Task Somebody_whose_address_is_not_confirmed_is_found_by_their_key_only(string key)
    {
        await RunInClinicAsync("UPDATE members SET confirmed = 0");

        Assert.Empty((await FindAsync("ada@example.org")).Value!);
        Assert.Equal("members:1", (await FindAsync(key)).Value!.Single().Key);
    }

    [Theory]
    [InlineData("members:99")]
    [InlineData("abc")]
    [InlineData("' OR '1'='1")]
    public async Task A_key_of_nobody_finds_nobody(string key) => Assert.Empty((await FindAsync(key)).Value!);

    [Fact]
    public async Task Somebody_who_is_linked_to_another_is_shown_as_such()
    {
        var ada = await AddPersonAsync("ada@example.org");
        await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None);

        Assert.Equal(ada.Subject, (await FindAsync("ada@example.org")).Value!.Single().LinkedTo);
    }

    [Fact]
    public async Task That_an_officer_looked_in_a_source_is_written_each_time_without_what_was_typed()
    {
        await FindAsync("ada@example.org");
        await FindAsync("nobody@example.org");

        var entries = await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.SourceSearched).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(["shown 1", "shown 0"], entries.Select(e => e.Detail));
        Assert.All(entries, e => Assert.Equal((Cleo, "clinic"), (e.Subject!.Value, e.Reference)));
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_says_so()
    {
        await RunInClinicAsync("ALTER TABLE members RENAME TO elsewhere");

        Assert.IsType<SourceNotReadable>((await FindAsync("ada@example.org")).Problem);
    }

    [Fact]
    public async Task Only_officers_and_administrators_look_and_never_for_themselves()
    {
        var own = Actor.SignedIn(cleo.Id, Cleo, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");

        Assert.IsType<NotPermitted>((await Get<FindPersons>().RunAsync(TestActors.Auditor(), Cleo, "clinic", "ada", None)).Problem);
        Assert.IsType<NotPermitted>((await Get<FindPersons>().RunAsync(cleo, Cleo, "clinic", "ada", None)).Problem);
        Assert.IsType<OwnLink>((await Get<FindPersons>().RunAsync(own, Cleo, "clinic", "ada", None)).Problem);
        Assert.IsType<NotFound>((await Get<FindPersons>().RunAsync(Officer, SubjectKey.New(), "clinic", "ada", None)).Problem);
        Assert.IsType<NotFound>((await Get<FindPersons>().RunAsync(Officer, Cleo, "portal", "ada", None)).Problem);
        Assert.IsType<SearchTooShort>((await FindAsync(" ")).Problem);
        Assert.True((await Get<FindPersons>().RunAsync(TestActors.Administrator(), Cleo, "clinic", "ada", None)).IsOk);
    }

    [Fact]
    public async Task The_page_of_a_person_shows_each_source_and_what_officers_did_and_the_look_is_written_once()
    {
        Assert.Null((await ReadSubjectAsync(Officer)).Links.Single().Outcome);
        await Get<LinkPerson>().RunAsync(Officer, new SeenLink(Cleo, "clinic", Guid.Empty), "members:1", "Showed the card.", None);

        var view = await ReadSubjectAsync(Officer);
        Assert.Equal(("cleo@example.org", true, false), (view.Address, view.HasAccount, view.IsOwn));
        var link = view.Links.Single();
        Assert.Equal(("clinic", LinkOutcome.Linked, "members:1"), (link.Name, link.Outcome, link.PersonKey));
        var change = Assert.Single(view.Changes);
        Assert.Equal((LinkChangeKind.Linked, "members:1", "Showed the card.", true), (change.Kind, change.PersonKey, change.Reason, change.IsMine));
        Assert.False((await ReadSubjectAsync(TestActors.Auditor())).Changes.Single().IsMine);
        Assert.Equal(2, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SubjectViewed && e.Subject == Cleo)));
    }

    [Fact]
    public async Task The_page_of_a_person_is_for_staff_and_knows_when_it_is_their_own()
    {
        var own = Actor.SignedIn(cleo.Id, Cleo, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");

        Assert.True((await ReadSubjectAsync(own)).IsOwn);
        Assert.IsType<NotPermitted>((await Get<ReadSubject>().RunAsync(cleo, Cleo, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadSubject>().RunAsync(Officer, SubjectKey.New(), None)).Problem);
    }

    private async Task<SubjectView> ReadSubjectAsync(Actor who) => (await Get<ReadSubject>().RunAsync(who, Cleo, None)).Value!;

    private Task<Result<IReadOnlyList<PersonFound>>> FindAsync(string text) => Get<FindPersons>().RunAsync(Officer, Cleo, "clinic", text, None);

    public sealed class OnSqlite() : FindPersonsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : FindPersonsTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Links;

public abstract class FindSubjectsTests(Provider provider) : ClinicTests(provider)
{
    private static readonly Actor Officer = TestActors.Officer();

    private Actor ada = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        ada = await AddPersonAsync("ada@example.org");
        await AddPersonAsync("adam@example.org");
        await AddPersonAsync("ben@example.org");
        await using var db = await OpenAsync();
        db.Add(Subject.OfContact("Adele@Example.org", Now));
        await db.SaveChangesAsync();
    }

    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("  ADA@example.ORG ", "ada@example.org")]
    [InlineData("ada", "ada@example.org adam@example.org")]
    [InlineData("ade", "adele@example.org")]
    [InlineData("ADELE@EXAMPLE.ORG", "adele@example.org")]
    [InlineData("%@example.org", "")]
    [InlineData("a_a@example.org", "")]
    [InlineData("da@example.org", "")]
    public async Task Somebody_is_found_by_their_address_or_its_beginning(string text, string found) =>
        Assert.Equal(found, string.Join(' ', (await FindAsync(text)).Rows.Select(row => row.Address)));

    [Fact]
    public async Task An_account_and_an_address_without_one_are_told_apart()
    {
        Assert.True((await FindAsync("ada@")).Rows.Single().HasAccount);
        Assert.False((await FindAsync("adele@")).Rows.Single().HasAccount);
    }

    [Fact]
    public async Task Somebody_is_found_by_the_number_of_their_case()
    {
        var draft = new DraftContent(RequestKind.Access, new RequestScope { Activities = ["account"] }, "Mine.");
        var started = await Get<StartRequest>().RunAsync(ada, Guid.NewGuid(), draft, "en-GB", None);
        var submitted = await Get<SubmitRequest>().RunAsync(ada, started.Value!.Id, None);

        Assert.Equal(ada.Subject, (await FindAsync(submitted.Value!.Number)).Rows.Single().Key);
        Assert.Empty((await FindAsync("2026-9999")).Rows);
    }

    [Theory]
    [InlineData("members:1")]
    [InlineData("1")]
    public async Task Somebody_is_found_by_their_key_in_a_source(string key)
    {
        await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None);

        Assert.Equal(ada.Subject, (await FindAsync(key, "clinic")).Rows.Single().Key);
        Assert.Empty((await FindAsync("members:2", "clinic")).Rows);
        Assert.Empty((await FindAsync("others:1", "clinic")).Rows);
    }

    [Fact]
    public async Task Nobody_leafs_through_everybody()
    {
        Assert.Equal(new SearchTooShort(FindSubjects.LeastCharacters), (await Get<FindSubjects>().RunAsync(Officer, new SubjectSearch(" ad "), None)).Problem);
        Assert.IsType<SearchTooShort>((await Get<FindSubjects>().RunAsync(Officer, new SubjectSearch(" ", "clinic"), None)).Problem);
        Assert.IsType<NotFound>((await Get<FindSubjects>().RunAsync(Officer, new SubjectSearch("1", "portal"), None)).Problem);

        for (var i = 0; i < FindSubjects.Most; i++) await AddPersonAsync($"ada{i:00}@example.org");
        var many = await FindAsync("ada");
        Assert.Equal((FindSubjects.Most, true), (many.Rows.Count, many.HasMore));
        Assert.Equal(many.Rows.Select(row => row.Address).Order(StringComparer.Ordinal), many.Rows.Select(row => row.Address));
    }

    [Fact]
    public async Task A_search_is_written_without_what_was_typed_and_about_the_one_who_was_found()
    {
        await FindAsync("ada@example.org");
        await FindAsync("ada");
        await FindAsync("zoe@example.org");

        var entries = await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.SubjectsSearched).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([(ada.Subject, "shown 1"), (null, "shown 2"), (null, "shown 0")], entries.Select(e => (e.Subject, e.Detail)));
        Assert.All(entries, e => Assert.Equal(("address", Officer.Id), (e.Reference, e.ActorId)));
    }

    [Fact]
    public async Task Auditors_find_and_members_do_not()
    {
        Assert.True((await Get<FindSubjects>().RunAsync(TestActors.Auditor(), new SubjectSearch("ada"), None)).IsOk);
        Assert.IsType<NotPermitted>((await Get<FindSubjects>().RunAsync(ada, new SubjectSearch("ada"), None)).Problem);
        Assert.IsType<SecondFactorMissing>((await Get<FindSubjects>().RunAsync(TestActors.Officer(secondFactor: false), new SubjectSearch("ada"), None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ListUnclearLinks>().RunAsync(ada, None)).Problem);
    }

    [Fact]
    public async Task An_address_is_found_with_the_index_however_many_accounts_there_are()
    {
        await using var db = await OpenAsync();
        var accounts = await QueryPlan.OfAsync(db, FindSubjects.OfAccount(db, "ada").Take(26));
        Assert.Contains("EmailIndex", accounts, StringComparison.Ordinal);
        var contacts = await QueryPlan.OfAsync(db, FindSubjects.OfContact(db, "ada").Take(26));
        Assert.Contains("IX_Subjects_ContactEmail", contacts, StringComparison.Ordinal);
        foreach (var plan in (string[])[accounts, contacts])
        {
            Assert.DoesNotContain("SCAN ", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_portal_could_not_link_waits_for_an_officer_without_a_name()
    {
        await RunInClinicAsync("UPDATE members SET email = 'ada@example.org'");
        await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None);

        var waiting = (await Get<ListUnclearLinks>().RunAsync(TestActors.Auditor(), None)).Value!;
        var row = Assert.Single(waiting.Rows);
        Assert.Equal((ada.Subject, LinkOutcome.SeveralMatches, Now), (row.Subject, row.Outcome, row.TriedAt));

        await Get<LinkPerson>().RunAsync(Officer, new SeenLink(row.Subject, "clinic", await RevisionAsync()), "members:2", "Born in May.", None);
        Assert.Empty((await Get<ListUnclearLinks>().RunAsync(Officer, None)).Value!.Rows);
    }

    private Task<Guid> RevisionAsync() => ReadAsync(db => db.SubjectLinks.Where(l => l.Subject == ada.Subject).Select(l => l.Revision).SingleAsync());

    private async Task<SubjectsFound> FindAsync(string text, string? source = null) =>
        (await Get<FindSubjects>().RunAsync(Officer, new SubjectSearch(text, source), None)).Value!;

    public sealed class OnSqlite() : FindSubjectsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : FindSubjectsTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Activity;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Activity;

public abstract class MyActivityTests(Provider provider) : CaseTests(provider)
{
    [Fact]
    public async Task A_person_sees_that_an_officer_looked_and_answered_and_nothing_of_anybody_else()
    {
        var (person, stranger) = (await AddPersonAsync(), await AddPersonAsync("stranger@example.org"));
        var sent = await SubmitAsync(person, RequestKind.Access);
        await SubmitAsync(stranger);
        Assert.True((await Get<ReadCase>().RunAsync(Officer, sent.Request, None)).IsOk);
        Assert.True((await GrantAsync(sent.Request, "You find your data in the copy.")).IsOk);

        var others = (await Get<ListMyActivity>().RunAsync(person, byOthers: true, null, None)).Value!.Rows;
        var all = (await Get<ListMyActivity>().RunAsync(person, byOthers: false, null, None)).Value!.Rows;

        Assert.Equal([(Role.Officer, AuditDeed.RequestDecided), (Role.Officer, AuditDeed.CaseLooked)], others.Select(row => (row.Role, row.Deed)));
        Assert.Equal([AuditDeed.OwnLooked, AuditDeed.RequestDecided, AuditDeed.CaseLooked, AuditDeed.RequestWritten, AuditDeed.RequestWritten], all.Select(row => row.Deed));
        Assert.Equal([true, false, false, true, true], all.Select(row => row.IsOwn));
        Assert.DoesNotContain(all, row => row.Deed == AuditDeed.Other);
    }

    [Fact]
    public async Task Every_entry_is_on_exactly_one_page()
    {
        var person = await AddPersonAsync();
        await using (var db = await OpenAsync())
        {
            for (var n = 0; n < 60; n++) db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.NoteWritten, Now, person.Subject, $"request-{n}"));
            await db.SaveChangesAsync();
        }

        var pages = new List<MyActivity> { (await Get<ListMyActivity>().RunAsync(person, byOthers: true, null, None)).Value! };
        while (pages[^1].Next is { } next) pages.Add((await Get<ListMyActivity>().RunAsync(person, byOthers: true, next, None)).Value!);

        Assert.Equal([25, 25, 10], pages.Select(page => page.Rows.Count));
        Assert.Equal(60, pages.SelectMany(page => page.Rows).Select(row => row.Id).Distinct().Count());
    }

    [Fact]
    public async Task Somebody_of_whom_nothing_is_known_sees_nothing_and_staff_sees_it_as_members_only()
    {
        Assert.Empty((await Get<ListMyActivity>().RunAsync(TestActors.Member(SubjectKey.New()), byOthers: true, null, None)).Value!.Rows);
        Assert.IsType<NotPermitted>((await Get<ListMyActivity>().RunAsync(Actor.Visitor, byOthers: true, null, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ListMyActivity>().RunAsync(Actor.Portal, byOthers: true, null, None)).Problem);
    }

    [Fact]
    public async Task The_page_is_read_by_an_index_and_never_sorted()
    {
        await using var db = await OpenAsync();

        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, ListMyActivity.Page(db, TestActors.SomebodyElse(), byOthers: true, after: 7)), "AuditEntries");
    }

    public sealed class OnSqlite() : MyActivityTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : MyActivityTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

public abstract class QueueTests(Provider provider) : CaseTests(provider)
{
    [Fact]
    public async Task The_most_urgent_request_stands_first_and_drafts_stand_nowhere()
    {
        var person = await AddPersonAsync();
        Clock.SetUtcNow(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));
        var later = await SubmitAsync(person);
        Clock.AdjustTime(new DateTimeOffset(2026, 3, 5, 9, 0, 0, TimeSpan.Zero));
        var sooner = await SubmitAsync(person);
        await StartAsync(person);

        var page = await PageAsync();

        Assert.Equal([sooner.Request, later.Request], page.Rows.Select(row => row.Id));
        Assert.Equal((null, null), (page.Previous, page.Next));
        var row = page.Rows[0];
        Assert.Equal(("2026-0002", person.Subject, RequestKind.Erasure, Helpdesk, new DateOnly(2026, 4, 4)),
            (row.Number, row.Subject, row.Kind, row.Scope, row.DueOn));
    }

    [Fact]
    public async Task Every_request_is_on_exactly_one_page_forwards_and_backwards()
    {
        // Many share a due date: the place in the queue must tell them apart.
        var person = await AddPersonAsync();
        for (var i = 0; i < 60; i++)
        {
            if (i % 20 == 19) Clock.Advance(TimeSpan.FromDays(1));
            await SubmitAsync(person);
        }

        var forwards = new List<QueuePage> { await PageAsync() };
        while (forwards[^1].Next is { } next) forwards.Add(await PageAsync(place: next));
        var backwards = new List<QueuePage> { forwards[^1] };
        while (backwards[^1].Previous is { } previous) backwards.Add(await PageAsync(place: previous));

        Assert.Equal([25, 25, 10], forwards.Select(page => page.Rows.Count));
        Assert.Equal(60, forwards.SelectMany(page => page.Rows).Select(row => row.Id).Distinct().Count());
        Assert.Equal(forwards.SelectMany(page => page.Rows).Select(row => row.DueOn), forwards.SelectMany(page => page.Rows).Select(row => row.DueOn).Order());
        Assert.Equal(forwards[1].Rows.Select(row => row.Id), backwards[1].Rows.Select(row => row.Id));
        Assert.Equal(forwards[0].Rows.Select(row => row.Id), backwards[2].Rows.Select(row => row.Id));
        Assert.Null(backwards[^1].Previous);
    }

    [Fact]
    public async Task The_queue_is_read_by_an_index_and_never_sorted()
    {
        var place = new QueuePlace(new DateOnly(2026, 4, 1), Guid.NewGuid());
        foreach (var filter in new[] { new QueueFilter(), new QueueFilter(Kind: RequestKind.Access), new QueueFilter(RequestStatus.Done) })
        {
            foreach (var at in new[] { null, place, place with { Backward = true } })
            {
                var plan = await PlanAsync(filter, at);
                QueryPlan.AssertIndexed(plan, "Requests");
            }
        }
    }

    [Fact]
    public async Task A_page_whose_rows_were_all_answered_meanwhile_gives_the_first_page()
    {
        var person = await AddPersonAsync();
        var only = await SubmitAsync(person);

        var page = await PageAsync(place: new QueuePlace(new DateOnly(2030, 1, 1), Guid.NewGuid()));

        Assert.Equal([only.Request], page.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task Filters_show_one_status_or_one_kind()
    {
        var person = await AddPersonAsync();
        var erasure = await SubmitAsync(person);
        var access = await SubmitAsync(person, RequestKind.Access);
        Assert.True((await GrantAsync(access.Request)).IsOk);

        Assert.Equal([erasure.Request], await IdsAsync(new QueueFilter()));
        Assert.Equal([access.Request], await IdsAsync(new QueueFilter(RequestStatus.Done)));
        Assert.Equal([access.Request], await IdsAsync(new QueueFilter(RequestStatus.Done, RequestKind.Access)));
        Assert.Empty(await IdsAsync(new QueueFilter(RequestStatus.Done, RequestKind.Erasure)));
        Assert.Equal([erasure.Request], await IdsAsync(new QueueFilter(Kind: RequestKind.Erasure)));
        Assert.Empty(await IdsAsync(new QueueFilter(RequestStatus.Draft)));
    }

    [Fact]
    public async Task The_counts_tell_what_is_open_late_and_due_soon()
    {
        var person = await AddPersonAsync();
        await SubmitAsync(person); // 2 March, due 1 April
        Clock.Advance(TimeSpan.FromDays(4));
        await SubmitAsync(person); // 6 March, due 5 April
        Clock.Advance(TimeSpan.FromDays(16));
        await SubmitAsync(person); // 22 March, due 21 April
        Clock.SetUtcNow(new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.Zero));

        Assert.Equal(new QueueCounts(Open: 3, Late: 1, Soon: 1), (await PageAsync()).Counts);
    }

    [Fact]
    public async Task A_case_is_read_only_after_the_look_was_written_once_per_officer_case_and_fifteen_minutes()
    {
        var person = await AddPersonAsync();
        var (one, two) = (await SubmitAsync(person), await SubmitAsync(person));

        await LookAsync(Officer, one.Request);
        Clock.Advance(TimeSpan.FromMinutes(14));
        await LookAsync(Officer, one.Request);
        Assert.Equal(1, await LooksAsync());
        await LookAsync(Officer, two.Request);
        Assert.Equal(2, await LooksAsync());
        await LookAsync(TestActors.Auditor(), one.Request);
        Assert.Equal(3, await LooksAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        await LookAsync(Officer, one.Request);
        Assert.Equal(4, await LooksAsync());

        var entry = await ReadAsync(db => db.AuditEntries.OrderBy(e => e.Id).FirstAsync(e => e.Action == AuditAction.CaseViewed));
        Assert.Equal((Officer.Id, Role.Officer, person.Subject, one.Request.ToString()), (entry.ActorId, entry.ActorRole, entry.Subject, entry.Reference));

        async Task LookAsync(Actor who, Guid id) => Assert.True((await Get<ReadCase>().RunAsync(who, id, None)).IsOk);
        Task<int> LooksAsync() => ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CaseViewed));
    }

    [Fact]
    public async Task A_case_shows_who_asks_and_what_else_they_asked()
    {
        var person = await AddPersonAsync();
        var since = Now;
        var answered = await SubmitAsync(person);
        Assert.True((await GrantAsync(answered.Request)).IsOk);
        await SubmitAsync(person);
        await StartAsync(person);
        var third = await SubmitAsync(person);

        var view = (await Get<ReadCase>().RunAsync(Officer, third.Request, None)).Value!;

        Assert.Equal(new CasePerson("member@example.org", since, OtherRequests: 2, OtherOpenRequests: 1), view.Person);
        Assert.Equal("Old tickets.", view.Request.Words);
    }

    [Fact]
    public async Task Members_and_the_command_line_see_no_queue_and_no_case()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);

        foreach (var nobody in new[] { person, TestActors.Operator(), Actor.Visitor })
        {
            Assert.IsType<NotPermitted>((await Get<ListRequests>().RunAsync(nobody, new QueueFilter(), null, None)).Problem);
            Assert.IsType<NotPermitted>((await Get<ReadCase>().RunAsync(nobody, sent.Request, None)).Problem);
        }
        Assert.IsType<SecondFactorMissing>((await Get<ReadCase>().RunAsync(TestActors.Officer(secondFactor: false), sent.Request, None)).Problem);
        Assert.True((await Get<ListRequests>().RunAsync(TestActors.Auditor(), new QueueFilter(), null, None)).IsOk);
        Assert.True((await Get<ListRequests>().RunAsync(TestActors.Administrator(), new QueueFilter(), null, None)).IsOk);
    }

    [Fact]
    public async Task A_person_sees_their_own_requests_newest_first_page_by_page_and_nobody_elses()
    {
        var (person, stranger) = (await AddPersonAsync(), await AddPersonAsync("stranger@example.org"));
        for (var i = 0; i < 45; i++)
        {
            if (i % 3 == 0) Clock.Advance(TimeSpan.FromHours(1));
            await StartAsync(person);
        }
        await SubmitAsync(stranger);

        var pages = new List<MyRequests> { (await Get<ListMyRequests>().RunAsync(person, null, None)).Value! };
        while (pages[^1].Next is { } next) pages.Add((await Get<ListMyRequests>().RunAsync(person, next, None)).Value!);

        Assert.Equal([20, 20, 5], pages.Select(page => page.Rows.Count));
        var rows = pages.SelectMany(page => page.Rows).ToList();
        Assert.Equal(45, rows.Select(row => row.Id).Distinct().Count());
        Assert.Equal(rows.Select(row => row.StartedAt).OrderDescending(), rows.Select(row => row.StartedAt));
        Assert.Single((await Get<ListMyRequests>().RunAsync(stranger, null, None)).Value!.Rows);
    }

    [Fact]
    public async Task A_persons_own_look_is_written_once_per_session()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);

        await Get<ListMyRequests>().RunAsync(person, null, None);
        await Get<ReadMyRequest>().RunAsync(person, sent.Request, None);
        await Get<ListMyRequests>().RunAsync(Actor.SignedIn(person.Id, person.Subject!.Value, person.Roles, true, false, "the next session"), null, None);

        Assert.Equal(2, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.OwnRequestsViewed)));
    }

    private async Task<string> PlanAsync(QueueFilter filter, QueuePlace? place)
    {
        await using var db = await OpenAsync();
        return await QueryPlan.OfAsync(db, ListRequests.Page(db, filter, place));
    }

    private async Task<QueuePage> PageAsync(QueueFilter? filter = null, QueuePlace? place = null)
    {
        var page = await Get<ListRequests>().RunAsync(Officer, filter ?? new QueueFilter(), place, None);
        Assert.Null(page.Problem);
        return page.Value!;
    }

    private async Task<IEnumerable<Guid>> IdsAsync(QueueFilter filter) => (await PageAsync(filter)).Rows.Select(row => row.Id);

    public sealed class OnSqlite() : QueueTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : QueueTests(Provider.PostgreSql);
}

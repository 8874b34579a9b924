using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Queue;
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
        for (var i = 0; i < 120; i++)
        {
            if (i % 40 == 39) Clock.Advance(TimeSpan.FromDays(1));
            await SubmitAsync(person);
        }

        var forwards = new List<QueuePage> { await PageAsync() };
        while (forwards[^1].Next is { } next) forwards.Add(await PageAsync(place: next));
        var backwards = new List<QueuePage> { forwards[^1] };
        while (backwards[^1].Previous is { } previous) backwards.Add(await PageAsync(place: previous));

        Assert.Equal([50, 50, 20], forwards.Select(page => page.Rows.Count));
        Assert.Equal(120, forwards.SelectMany(page => page.Rows).Select(row => row.Id).Distinct().Count());
        Assert.Equal(forwards.SelectMany(page => page.Rows).Select(row => row.DueOn), forwards.SelectMany(page => page.Rows).Select(row => row.DueOn).Order());
        Assert.Equal(forwards[1].Rows.Select(row => row.Id), backwards[1].Rows.Select(row => row.Id));
        Assert.Equal(forwards[0].Rows.Select(row => row.Id), backwards[2].Rows.Select(row => row.Id));
        Assert.Null(backwards[^1].Previous);
    }

    [Fact]
    public async Task The_queue_is_read_by_an_index_and_never_sorted()
    {
        var place = new QueuePlace(new DateOnly(2026, 4, 1), Guid.NewGuid());
        foreach (var filter in new[]
        {
            new QueueFilter(), new QueueFilter(Kind: RequestKind.Access), new QueueFilter(RequestStatus.Done), new QueueFilter { Due = DueWindow.Late },
            new QueueFilter { Due = DueWindow.Soon }, new QueueFilter { Owner = new("officer-1") }, new QueueFilter { Owner = new(null) },
            new QueueFilter { Channel = RequestChannel.Letter },
        })
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

        var counts = (await PageAsync()).Counts;

        Assert.Equal((3, 1, 1), (counts.Open, counts.Late, counts.Soon));
        Assert.Single(await IdsAsync(new QueueFilter { Due = DueWindow.Late }));
        Assert.Single(await IdsAsync(new QueueFilter { Due = DueWindow.Soon }));
    }

    [Fact]
    public async Task The_number_of_each_status_is_kept_by_the_database_whatever_changes_a_request()
    {
        var person = await AddPersonAsync();
        var (one, two) = (await SubmitAsync(person), await SubmitAsync(person));
        var draft = await StartAsync(person);
        await GrantAsync(one.Request);
        await AssertCountedAsync();

        await using (var db = await OpenAsync())
        {
            await db.Requests.Where(r => r.Id == two.Request).ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, RequestStatus.Withdrawn));
            await db.Requests.Where(r => r.Id == draft).ExecuteDeleteAsync();
        }
        await AssertCountedAsync();
        Assert.Equal((1, 1, 0), ((await PageAsync()).Counts.Of(RequestStatus.Done), (await PageAsync()).Counts.Of(RequestStatus.Withdrawn), (await PageAsync()).Counts.Of(RequestStatus.Draft)));
    }

    [Fact]
    public async Task A_number_or_an_address_or_its_beginning_finds_requests_of_every_status()
    {
        var (one, other) = (await AddPersonAsync("ann@example.org"), await AddPersonAsync("anna@example.org"));
        var (answered, open) = (await SubmitAsync(one), await SubmitAsync(other));
        await GrantAsync(answered.Request);

        Assert.Equal([answered.Request], await IdsAsync(new QueueFilter { Text = " 2026-0001 " }));
        Assert.Equal([open.Request], await IdsAsync(new QueueFilter { Text = "Anna@Example.org" }));
        Assert.Equal([answered.Request, open.Request], (await IdsAsync(new QueueFilter { Text = "ann" })).OrderBy(id => id != answered.Request));
        Assert.Equal([open.Request], await IdsAsync(new QueueFilter(RequestStatus.Received) { Text = "ann" }));
        Assert.Empty(await IdsAsync(new QueueFilter { Text = "2026-9999" }));
        Assert.Empty(await IdsAsync(new QueueFilter { Text = "%" }));
    }

    [Fact]
    public async Task An_address_that_only_a_letter_gave_is_found_too()
    {
        var letter = RightsRequest.Receive(
            new(Guid.NewGuid(), Medbook.PrivacyPortal.Domain.Subjects.SubjectKey.New(), RequestChannel.Letter, RequestKind.Access, new(2026, 3, 1), "x", "letter@example.org", "nl-BE"),
            new(2026, 77), Officer, Now).Value!;
        await using (var db = await OpenAsync())
        {
            db.Add(letter);
            db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.CaseViewed, Now));
            await db.SaveChangesAsync();
        }

        Assert.Equal([letter.Id], await IdsAsync(new QueueFilter { Text = "letter@" }));
        Assert.Equal([letter.Id], await IdsAsync(new QueueFilter { Channel = RequestChannel.Letter }));
        Assert.Empty(await IdsAsync(new QueueFilter { Channel = RequestChannel.Call }));
    }

    [Fact]
    public async Task Several_are_given_to_an_officer_at_once_and_one_that_changed_keeps_none_back()
    {
        var person = await AddPersonAsync();
        var officer = await AddStaffAsync("officer@example.org");
        await SubmitAsync(person);
        await SubmitAsync(person);
        var seen = (await PageAsync()).Rows.Select(row => new SeenRequest(row.Id, row.Revision)).ToList();

        var given = (await Get<AssignRequests>().RunAsync(Officer, [seen[0], seen[1] with { Revision = Guid.NewGuid() }], officer, None)).Value;

        Assert.Equal(new AssignedRequests(Done: 1, Left: 1), given);
        var row = Assert.Single((await PageAsync(new QueueFilter { Owner = new(officer) })).Rows);
        Assert.Equal((seen[0].Id, "officer@example.org"), (row.Id, row.AssignedTo));
        Assert.Equal([seen[1].Id], await IdsAsync(new QueueFilter { Owner = new(null) }));
        Assert.IsType<NothingChosen>((await Get<AssignRequests>().RunAsync(Officer, [], officer, None)).Problem);
        Assert.IsType<TooManyChosen>((await Get<AssignRequests>().RunAsync(Officer, [.. Enumerable.Repeat(seen[0], 51)], officer, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<AssignRequests>().RunAsync(TestActors.Auditor(), seen, officer, None)).Problem);
    }

    [Fact]
    public async Task Views_are_an_officers_own_and_a_second_click_keeps_no_second_one()
    {
        var id = Guid.NewGuid();
        foreach (var _ in new[] { 1, 2 }) Assert.True((await Get<SaveView>().RunAsync(Officer, id, " Late ", "?when=Late", None)).IsOk);

        var view = Assert.Single((await Get<ListViews>().RunAsync(Officer, None)).Value!);
        Assert.Equal(("Late", "?when=Late"), (view.Name, view.Query));
        Assert.Empty((await Get<ListViews>().RunAsync(TestActors.Auditor(), None)).Value!);
        Assert.IsType<NotFound>((await Get<RemoveView>().RunAsync(TestActors.Auditor(), id, None)).Problem);
        Assert.IsType<ViewNameMissing>((await Get<SaveView>().RunAsync(Officer, Guid.NewGuid(), " ", "", None)).Problem);
        Assert.IsType<ValueTooLong>((await Get<SaveView>().RunAsync(Officer, Guid.NewGuid(), new string('n', 61), "", None)).Problem);
        Assert.IsType<ValueTooLong>((await Get<SaveView>().RunAsync(Officer, Guid.NewGuid(), "n", new string('q', 501), None)).Problem);
        for (var i = 1; i < SavedView.MostPerOfficer; i++) Assert.True((await Get<SaveView>().RunAsync(Officer, Guid.NewGuid(), $"{i}", "", None)).IsOk);
        Assert.IsType<TooManyViews>((await Get<SaveView>().RunAsync(Officer, Guid.NewGuid(), "one more", "", None)).Problem);
        Assert.True((await Get<RemoveView>().RunAsync(Officer, id, None)).IsOk);
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

        Assert.Equal(new CasePerson("member@example.org", since, OtherRequests: 2, OtherOpenRequests: 1) { TakesFiles = true }, view.Person);
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
        return await QueryPlan.OfAsync(db, ListRequests.Page(db, filter, null, new DateOnly(2026, 4, 1), place));
    }

    private async Task<QueuePage> PageAsync(QueueFilter? filter = null, QueuePlace? place = null)
    {
        var page = await Get<ListRequests>().RunAsync(Officer, filter ?? new QueueFilter(), place, None);
        Assert.Null(page.Problem);
        return page.Value!;
    }

    private async Task AssertCountedAsync()
    {
        var counted = await ReadAsync(db => db.Requests.GroupBy(r => r.Status).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        var counts = (await PageAsync()).Counts;
        Assert.All(Enum.GetValues<RequestStatus>(), status => Assert.Equal(counted.GetValueOrDefault(status), counts.Of(status)));
    }

    private async Task<IEnumerable<Guid>> IdsAsync(QueueFilter filter) => (await PageAsync(filter)).Rows.Select(row => row.Id);

    public sealed class OnSqlite() : QueueTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : QueueTests(Provider.PostgreSql);
}

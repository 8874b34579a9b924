using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Holds;

/// <summary>It is 2 March 2026.</summary>
public abstract class ListHoldsTests(Provider provider) : HoldTests(provider)
{
    [Fact]
    public async Task Holds_are_told_apart_into_those_in_force_those_due_and_those_released()
    {
        var person = await PlaceAsync(new HoldTarget(Ada), new(2026, 5, 1));
        var visits = await PlaceAsync(new HoldTarget(null, "clinic", "visits"), new(2026, 4, 1));
        await ReleaseAsync(await PlaceAsync(new HoldTarget(Ben), new(2026, 4, 1)));
        Clock.Advance(TimeSpan.FromDays(45));

        var inForce = await ListAsync(new HoldFilter());
        Assert.Equal([visits, person], inForce.Rows.Select(row => row.Id));
        Assert.Equal(("Your visits", null, 1), ($"{inForce.Rows[0].Dataset}", inForce.Rows[1].Dataset, inForce.Due));
        Assert.Equal([visits], (await ListAsync(new HoldFilter(HoldState.DueForReview))).Rows.Select(row => row.Id));
        var released = Assert.Single((await ListAsync(new HoldFilter(HoldState.Released))).Rows);
        Assert.Equal((Ben, new DateOnly(2026, 3, 2)), (released.Target.Subject!.Value, released.ReleasedOn!.Value));
    }

    [Fact]
    public async Task The_holds_of_a_person_are_listed_alone()
    {
        var hers = await PlaceAsync(new HoldTarget(Ada, "clinic", "visits"));
        await PlaceAsync(new HoldTarget(Ben));
        await PlaceAsync(new HoldTarget(null, "clinic", "visits"));

        Assert.Equal([hers], (await ListAsync(new HoldFilter(Subject: Ada))).Rows.Select(row => row.Id));
        Assert.Empty((await ListAsync(new HoldFilter(HoldState.Released, Ada))).Rows);
    }

    [Theory]
    [InlineData(HoldState.InForce)]
    [InlineData(HoldState.Released)]
    public async Task Pages_follow_each_other_and_lose_nothing_also_on_the_way_back(HoldState state)
    {
        // More than two pages; several on one day, which the identifier tells apart.
        await AddAsync(2 * ListHolds.PageSize + 5, released: state == HoldState.Released);
        var filter = new HoldFilter(state);

        var first = await ListAsync(filter);
        var second = await ListAsync(filter, first.Next);
        var third = await ListAsync(filter, second.Next);

        var all = first.Rows.Concat(second.Rows).Concat(third.Rows).ToList();
        Assert.Equal(2 * ListHolds.PageSize + 5, all.Select(row => row.Id).Distinct().Count());
        var days = all.Select(row => row.ReleasedOn ?? row.ReviewOn).ToList();
        Assert.Equal(state == HoldState.Released ? days.OrderDescending() : days.Order(), days);
        Assert.Null(first.Previous);
        Assert.Null(third.Next);
        Assert.Equal(second.Rows.Select(row => row.Id), (await ListAsync(filter, third.Previous)).Rows.Select(row => row.Id));
        Assert.Equal(first.Rows.Select(row => row.Id), (await ListAsync(filter, second.Previous)).Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task A_page_of_the_list_is_read_by_an_index()
    {
        await using var db = await OpenAsync();
        var (today, place) = (new DateOnly(2026, 3, 2), new HoldPlace(new(2026, 3, 1), Guid.NewGuid()));
        foreach (var state in Enum.GetValues<HoldState>())
        {
            QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, ListHolds.Page(db, new HoldFilter(state), today, place)), "LegalHolds");
            // The first page begins where the index does.
            var first = await QueryPlan.OfAsync(db, ListHolds.Page(db, new HoldFilter(state), today, null));
            Assert.Contains("IX_LegalHolds_", first, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", first, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort", first, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Staff_see_the_list_and_nobody_else()
    {
        await PlaceAsync(new HoldTarget(Ada));
        foreach (var staff in new[] { Officer, TestActors.Auditor(), TestActors.Administrator() })
        {
            Assert.Single((await Get<ListHolds>().RunAsync(staff, new HoldFilter(), null, None)).Value!.Rows);
        }
        Assert.IsType<NotPermitted>((await Get<ListHolds>().RunAsync(AdaActor, new HoldFilter(), null, None)).Problem);

        var me = Actor.SignedIn(AdaActor.Id, Ada, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");
        Assert.True((await Get<ListHolds>().RunAsync(me, new HoldFilter(), null, None)).Value!.Rows[0].IsOwn);
    }

    private async Task<Guid> PlaceAsync(HoldTarget target, DateOnly review)
    {
        var id = Guid.CreateVersion7();
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, id, Order(target) with { ReviewOn = review }, None)).Problem);
        return id;
    }

    private async Task AddAsync(int count, bool released)
    {
        await using var db = await OpenAsync();
        for (var n = 0; n < count; n++)
        {
            var placed = LegalHold.Place(Guid.NewGuid(), Order(new HoldTarget(SubjectKey.New())) with { ReviewOn = new DateOnly(2026, 6, 1).AddDays(n / 7) }, Officer, Now).Value!;
            if (released) Assert.True(placed.Release("It ended.", Officer, Now.AddDays(n / 7)).IsOk);
            db.LegalHolds.Add(placed);
        }
        db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.HoldPlaced, Now));
        await db.SaveChangesAsync();
    }

    private async Task<HoldList> ListAsync(HoldFilter filter, HoldPlace? place = null) => (await Get<ListHolds>().RunAsync(Officer, filter, place, None)).Value!;

    public sealed class OnSqlite() : ListHoldsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ListHoldsTests(Provider.PostgreSql);
}
